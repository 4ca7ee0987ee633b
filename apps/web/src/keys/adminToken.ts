const ITEM = 'emostream.admin';

/** The admin token, kept until the tab is closed and no longer. Null where there is none. */
export function readAdminToken(): string | null {
  try {
    return sessionStorage.getItem(ITEM);
  } catch {
    return null;
  }
}

/** @returns whether the tab could keep it */
export function keepAdminToken(token: string): boolean {
  try {
    sessionStorage.setItem(ITEM, token);
    return true;
  } catch {
    return false;
  }
}

export function forgetAdminToken(): void {
  try {
    sessionStorage.removeItem(ITEM);
  } catch {
    // Nothing could be kept there either.
  }
}
