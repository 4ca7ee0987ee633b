import { describe, expect, it } from 'vitest';
import { sessionCodeIn } from '../../../apps/web/src/join/sessionCodeIn.ts';
import { spacedCode } from '../../../apps/web/src/join/spacedCode.ts';

describe('sessionCodeIn', () => {
  it.each([
    'BCDFGH',
    'bcdfgh',
    ' bcd fgh ',
    'BCD-FGH',
    'bcd – fgh',
    'b c d f g h',
    '8CDFGH',
    'http://localhost:3000/j/BCDFGH',
    'https://video.example/j/bcdfgh?x=1',
    'https://video.example/join/?code=BCDFGH',
  ])('finds the code in “%s”', (text) => {
    expect(sessionCodeIn(text)).toBe('BCDFGH');
  });

  it.each(['', 'BCDFG', 'BCDFGHJ', 'ABCDEF', 'BCDFG1', 'https://video.example/', 'BCDFGÄ'])(
    'finds none in “%s”',
    (text) => {
      expect(sessionCodeIn(text)).toBeNull();
    },
  );

  it('is found again in a code as it is shown', () => {
    expect(sessionCodeIn(spacedCode('BCDFGH'))).toBe('BCDFGH');
  });
});
