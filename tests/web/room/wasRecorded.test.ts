import { describe, expect, it } from 'vitest';
import { wasRecorded } from '../../../apps/web/src/room/wasRecorded.ts';

const ON = { recording: { state: 'on', sinceMs: 1 } } as const;
const OFF = { recording: { state: 'off' } } as const;
const HOST = { role: 'host', consented: false } as const;
const PARTICIPANT = { role: 'participant', consented: true } as const;

describe('wasRecorded', () => {
  it('remembers a recording that was stopped', () => {
    expect(wasRecorded(false, OFF, HOST)).toBe(false);
    expect(wasRecorded(false, ON, HOST)).toBe(true);
    expect(wasRecorded(true, OFF, HOST)).toBe(true);
    expect(wasRecorded(true, OFF, PARTICIPANT)).toBe(true);
  });

  it('knows that a withdrawal deletes the rows of its participant', () => {
    expect(wasRecorded(true, ON, { ...PARTICIPANT, consented: false })).toBe(false);
    expect(wasRecorded(false, ON, PARTICIPANT)).toBe(true);
  });

  it('is nothing to a viewer, whose key opens no rows', () => {
    expect(wasRecorded(false, ON, { role: 'viewer', consented: false })).toBe(false);
  });
});
