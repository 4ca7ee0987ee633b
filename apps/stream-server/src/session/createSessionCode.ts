import { randomInt } from 'node:crypto';
import { SESSION_CODE_ALPHABET, SESSION_CODE_LENGTH } from '@emostream/protocol';

/** A new random session code; the caller makes sure that no open session has it. */
export function createSessionCode(): string {
  let code = '';
  while (code.length < SESSION_CODE_LENGTH) {
    code += SESSION_CODE_ALPHABET.charAt(randomInt(SESSION_CODE_ALPHABET.length));
  }
  return code;
}
