import type { Member, Recording, Roster } from '@emostream/protocol';

/** What changed from one roster to the next, in sentences for a screen reader; not of oneself. */
export function rosterNews(before: Roster, after: Roster, ownId: string): string[] {
  const news: string[] = [];
  const known = new Map(before.members.map((member) => [member.participantId, member]));
  for (const member of after.members) {
    const old = known.get(member.participantId);
    known.delete(member.participantId);
    if (member.participantId !== ownId) news.push(...memberNews(old, member));
    else if (old && old.muted !== member.muted) news.push(ownMute(member.muted));
  }
  for (const { participantId, name } of known.values()) {
    if (participantId !== ownId) news.push(`${name} has left.`);
  }
  const recording = recordingNews(before.recording, after.recording);
  return recording ? [...news, recording] : news;
}

function memberNews(old: Member | undefined, { name, role, connected, muted }: Member): string[] {
  const as = role === 'viewer' ? ' and watches' : '';
  if (!old?.connected && connected) {
    return [old ? `${name} is back.` : `${name} has joined${as}.`];
  }
  if (old?.connected && !connected) return [`${name} has lost the connection.`];
  if (old && old.muted !== muted) {
    return [muted ? `${name}’s camera was switched off.` : `${name}’s camera is allowed again.`];
  }
  return [];
}

function ownMute(muted: boolean): string {
  return muted
    ? 'The host has switched your camera off.'
    : 'The host allows your camera again. It stays off until you start it.';
}

function recordingNews(before: Recording, after: Recording): string | null {
  if (before.state === after.state) return null;
  switch (after.state) {
    case 'on':
      return 'Recording has started.';
    case 'paused':
      return `Recording is paused. ${after.problem.message}`;
    case 'off':
      return 'Recording has stopped.';
  }
}
