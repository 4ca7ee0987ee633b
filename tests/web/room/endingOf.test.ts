import type { Problem } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { canRetry, endingOf } from '../../../apps/web/src/room/endingOf.ts';

const failed = (reason: Problem['reason']) => {
  const problem = { reason, message: 'So it is.' };
  return { connection: { state: 'failed', problem }, left: false } as const;
};

describe('endingOf', () => {
  it('is none while the connection may come back', () => {
    const connection = { state: 'reconnecting', reason: 'lost' } as const;
    expect(endingOf({ connection, left: false }, true)).toBeNull();
  });

  it('tells a deleted seat from a session that has ended and from a removal', () => {
    expect(endingOf(failed('deleted'), true)).toEqual({ kind: 'deleted' });
    expect(endingOf(failed('session_not_found'), true)).toEqual({ kind: 'ended' });
    expect(endingOf(failed('removed'), true)).toEqual({ kind: 'removed' });
  });

  it('blames nobody for a seat that was gone before', () => {
    expect(endingOf(failed('session_not_found'), false)).toEqual({ kind: 'gone' });
    expect(endingOf(failed('removed'), false)).toEqual({ kind: 'gone' });
  });

  it('can be tried again where the seat is still there', () => {
    const refused = endingOf(failed('session_full'), true);
    expect(refused).toMatchObject({ kind: 'refused', problem: { reason: 'session_full' } });
    expect(refused && canRetry(refused)).toBe(true);
    expect(canRetry({ kind: 'elsewhere' })).toBe(true);
    expect(canRetry({ kind: 'deleted' })).toBe(false);
  });
});
