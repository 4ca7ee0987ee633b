import type { Member, Recording, Roster } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { rosterNews } from '../../../apps/web/src/room/rosterNews.ts';

function member(participantId: string, change: Partial<Member> = {}): Member {
  return {
    participantId,
    name: participantId,
    role: 'participant',
    connected: true,
    consented: true,
    muted: false,
    baseline: { state: 'none' },
    ...change,
  };
}

function roster(members: readonly Member[], recording: Recording = { state: 'off' }): Roster {
  return {
    sessionCode: 'BCDFGH',
    title: 'A test',
    startedAtMs: 0,
    recording,
    members: [...members],
  };
}

const me = member('Me');
const ann = member('Ann');

describe('rosterNews', () => {
  it('tells who comes, goes, and is lost for a while', () => {
    const vera = member('Vera', { role: 'viewer' });
    const lost = member('Ann', { connected: false });
    expect(rosterNews(roster([me]), roster([me, ann]), 'Me')).toEqual(['Ann has joined.']);
    expect(rosterNews(roster([me]), roster([me, vera]), 'Me')).toEqual([
      'Vera has joined and watches.',
    ]);
    expect(rosterNews(roster([me, ann]), roster([me, lost]), 'Me')).toEqual([
      'Ann has lost the connection.',
    ]);
    expect(rosterNews(roster([me, lost]), roster([me, ann]), 'Me')).toEqual(['Ann is back.']);
    expect(rosterNews(roster([me, ann]), roster([me]), 'Me')).toEqual(['Ann has left.']);
  });

  it('tells when recording starts, pauses and stops', () => {
    const on = roster([me], { state: 'on', sinceMs: 0 });
    const problem = { reason: 'store_failed', message: 'The disk is full.' } as const;
    const paused = roster([me], { state: 'paused', problem });
    expect(rosterNews(roster([me]), on, 'Me')).toEqual(['Recording has started.']);
    expect(rosterNews(on, paused, 'Me')).toEqual(['Recording is paused. The disk is full.']);
    expect(rosterNews(paused, roster([me]), 'Me')).toEqual(['Recording has stopped.']);
    expect(rosterNews(on, on, 'Me')).toEqual([]);
  });

  it('speaks of oneself only where the host switches one’s camera', () => {
    const muted = member('Me', { muted: true });
    expect(rosterNews(roster([]), roster([me]), 'Me')).toEqual([]);
    expect(rosterNews(roster([me]), roster([muted]), 'Me')).toEqual([
      'The host has switched your camera off.',
    ]);
  });
});
