import { SESSION_CODE_ALPHABET, SESSION_CODE_LENGTH } from '@emostream/protocol';

/** Letters and digits that are read or typed for those of a code, which has no vowels and no digits. */
const MISREAD: Readonly<Record<string, string>> = { '8': 'B', '5': 'S', '2': 'Z' };

/**
 * The session code in what somebody typed or pasted: a code in any case with blanks or dashes in it, or
 * the link to join. Null where there is none.
 */
export function sessionCodeIn(text: string): string | null {
  const linked = /\/j\/([^/?#]+)|[?&]code=([^&#]+)/i.exec(text);
  const typed = linked?.[1] ?? linked?.[2] ?? text;
  const letters = Array.from(typed.toUpperCase().replace(/[\s\-–—_.]/g, ''), (letter) => {
    const meant = MISREAD[letter];
    return meant && SESSION_CODE_ALPHABET.includes(meant) ? meant : letter;
  });
  const isCode =
    letters.length === SESSION_CODE_LENGTH &&
    letters.every((letter) => SESSION_CODE_ALPHABET.includes(letter));
  return isCode ? letters.join('') : null;
}
