import { describe, expect, it } from 'vitest';
import { type NoFace, noFaceWords } from '../../../apps/web/src/room/noFaceWords.ts';

const SEEN: NoFace = { state: 'playing', isOwn: false, live: true, looked: true };

describe('noFaceWords', () => {
  it('speaks of the picture only where there is one and it was looked at', () => {
    expect(noFaceWords(SEEN)).toBe('No face in the picture');
    expect(noFaceWords({ ...SEEN, isOwn: true, looked: false })).toBe(
      'Waiting for the first estimate',
    );
  });

  it('says why there is no picture, to the person and to the others', () => {
    expect(noFaceWords({ ...SEEN, state: 'off' })).toBe('Camera is off');
    expect(noFaceWords({ ...SEEN, state: 'off', isOwn: true })).toBe('Your camera is off');
    expect(noFaceWords({ ...SEEN, state: 'muted' })).toBe('Camera switched off by the host');
    expect(noFaceWords({ ...SEEN, state: 'away' })).toBe('Connection lost, may come back');
  });

  it('knows of nobody without a connection', () => {
    expect(noFaceWords({ ...SEEN, live: false })).toBe('Waiting for the server');
    expect(noFaceWords({ ...SEEN, state: 'off', live: false })).toBe('Waiting for the server');
  });
});
