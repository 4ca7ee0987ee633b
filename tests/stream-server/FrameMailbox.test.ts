import { describe, expect, it } from 'vitest';
import { FrameMailbox } from '../../apps/stream-server/src/ingest/FrameMailbox.ts';

describe('FrameMailbox', () => {
  it('keeps the newest frame and hands back the one it replaced', () => {
    const mailbox = new FrameMailbox<string>();
    expect(mailbox.put('first')).toBeNull();
    expect(mailbox.put('second')).toBe('first');
    expect(mailbox.take()).toBe('second');
  });

  it('is empty after a take', () => {
    const mailbox = new FrameMailbox<string>();
    mailbox.put('only');
    mailbox.take();
    expect(mailbox.take()).toBeNull();
    expect(mailbox.put('next')).toBeNull();
  });
});
