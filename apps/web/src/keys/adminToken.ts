import { TabItems } from './TabItems.ts';

const ITEM = 'emostream.admin';
const items = new TabItems(() => sessionStorage);

/** The admin token, kept until the tab is closed and no longer. Null where there is none. */
export const readAdminToken = (): string | null => items.get(ITEM);

/** @returns false where it is lost with the page */
export const keepAdminToken = (token: string): boolean => items.set(ITEM, token);

export const forgetAdminToken = (): void => items.remove(ITEM);
