import { z } from 'zod';

/** Something that leaves ink: no blank, no mark or joiner alone, none of the letters that are drawn empty. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
/** What joins on to a character, and a character that can be joined on to. */
const BASE = '[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]';
const SELECTOR = '[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]';
const JOINER = '[\\u200C\\u200D]';

/** Line breaks and control characters, which become blanks. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
/** Halves of characters, and what turns the direction of writing or is not there to be seen. */
const HIDDEN = /(?![\u200C\u200D])[\p{Cs}\p{Cf}]/gu;
const STRAY_SELECTOR = new RegExp(`(?<!${BASE})${SELECTOR}|(?<=${SELECTOR})${SELECTOR}`, 'gu');
const STRAY_JOINER = new RegExp(`(?<!${BASE})${JOINER}|${JOINER}(?!${BASE})`, 'gu');

/**
 * Text that a person typed to be shown to others, such as names: of one line, trimmed, without
 * characters that nobody sees or that change how what stands beside them is read. Joiners and variation
 * selectors stay where they belong, within emoji and the scripts that need them. What has nothing to be
 * seen in it is empty.
 *
 * @param longest UTF-16 code units
 * @param shortest 0 where it may be empty
 */
export function shortText(longest: number, shortest: 0 | 1 = 1) {
  return z.string().transform(shownText).pipe(z.string().min(shortest).max(longest));
}

function shownText(text: string): string {
  const shown = text
    .replace(CONTROLS, ' ')
    .replace(HIDDEN, '')
    .replace(STRAY_SELECTOR, '')
    .replace(STRAY_JOINER, '')
    .trim();
  return VISIBLE.test(shown) ? shown : '';
}
