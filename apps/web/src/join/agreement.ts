import { CONSENT_VERSION } from '@emostream/protocol';

const itemOf = (code: string) => `emostream.agreed.${code}`;

/** The person agreed in the lobby: the room tells the server once it is connected. */
export function keepAgreement(code: string): void {
  try {
    sessionStorage.setItem(itemOf(code), CONSENT_VERSION);
  } catch {
    // Without storage the room asks once more.
  }
}

/** Whether the person agreed to this very text in the lobby. It counts once. */
export function takeAgreement(code: string): boolean {
  try {
    const version = sessionStorage.getItem(itemOf(code));
    sessionStorage.removeItem(itemOf(code));
    return version === CONSENT_VERSION;
  } catch {
    return false;
  }
}
