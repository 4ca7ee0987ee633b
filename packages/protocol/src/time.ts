import { z } from 'zod';

/** The latest time that is taken, in milliseconds: dates go on for longer, and whole numbers are exact. */
export const LATEST_MS = 2 ** 52;

/** A moment in milliseconds, since the epoch or on a clock of its own. */
export const timeSchema = z.number().min(0).max(LATEST_MS);

/** The same in an address, where nothing after `=` is no zero. */
export const queryTimeSchema = z.preprocess(
  (text) => (typeof text === 'string' && text.trim() === '' ? Number.NaN : text),
  z.coerce.number().min(0).max(LATEST_MS),
);
