import { CONSENT_VERSION } from '@emostream/protocol';
import { TabItems } from '../keys/TabItems.ts';

const items = new TabItems(() => sessionStorage);
const itemOf = (code: string) => `emostream.agreed.${code}`;

/** The person agreed in the lobby: the room tells the server once it is connected. */
export function keepAgreement(code: string): void {
  items.set(itemOf(code), CONSENT_VERSION);
}

/** Whether the person agreed to this very text in the lobby. It counts once. */
export function takeAgreement(code: string): boolean {
  const version = items.get(itemOf(code));
  items.remove(itemOf(code));
  return version === CONSENT_VERSION;
}
