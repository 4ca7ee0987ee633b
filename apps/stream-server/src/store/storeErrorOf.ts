import { StoreError } from './TimelineStore.ts';

/** What the database threw, as the error that callers know. */
export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : String(error);
  if (code === 'SQLITE_FULL') return new StoreError('full', text);
  // Either can carry a suffix, such as SQLITE_BUSY_SNAPSHOT.
  if (/^SQLITE_(BUSY|LOCKED)/.test(String(code))) return new StoreError('locked', text);
  return new StoreError('failed', text);
}
