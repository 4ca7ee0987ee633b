import { SESSION_CODE } from '@emostream/protocol';

/** What somebody pasted: a key says which session it opens; anything else can only be an admin token. */
export type PastedKey =
  | { readonly kind: 'key'; readonly code: string; readonly key: string }
  | { readonly kind: 'admin'; readonly token: string };

/** Null for nothing at all. Spaces and line breaks, which copying brings along, are no part of a key. */
export function readPastedKey(text: string): PastedKey | null {
  const pasted = text.replace(/\s+/g, '');
  if (pasted === '') return null;
  const dot = pasted.indexOf('.');
  const code = pasted.slice(0, Math.max(0, dot)).toUpperCase();
  if (!SESSION_CODE.test(code)) return { kind: 'admin', token: pasted };
  return { kind: 'key', code, key: code + pasted.slice(dot) };
}
