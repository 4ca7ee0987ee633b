import {
  frameMetaSchema,
  LATEST_MS,
  nameSchema,
  newMarkerSchema,
  newSessionSchema,
  timelineQuerySchema,
} from '@emostream/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const nameOf = (text: string) => nameSchema.safeParse(text).data ?? null;

describe('text that is shown to others', () => {
  it.each([
    ['a name', 'Änn Müller', 'Änn Müller'],
    ['blanks and lines around and within', '  Ann\nB.\u2028C.\t', 'Ann B. C.'],
    ['marks that turn the direction', '\u202EnnA\u202C \u2066Ben\u2069\u200F', 'nnA Ben'],
    ['blanks without a width, soft hyphens', 'A\u200Bn\u00ADn\uFEFF\u2060', 'Ann'],
    ['tags that nobody sees', 'Ann\u{E0041}\u{E007F}', 'Ann'],
    ['halves of characters', 'A\uD83Dn\uDE00n', 'Ann'],
    ['joined emoji', '👩‍💻 ❤️‍🔥 👍🏽 ❤️', '👩‍💻 ❤️‍🔥 👍🏽 ❤️'],
    ['scripts that need joiners', 'می‌خواهم ශ්‍රී', 'می‌خواهم ශ්‍රී'],
    ['joiners that join nothing', '\u200DAnn\u200C \u200DB\u200D\u200D', 'Ann B'],
    ['selectors that select nothing', '\uFE0FAnn \uFE0FB\uFE0F\uFE0F', 'Ann B\uFE0F'],
  ])('keeps and leaves out what it should: %s', (_, text, shown) => {
    expect(nameOf(text)).toBe(shown);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \u00A0\u3000'],
    ['joiners', '\u200D\u200C'],
    ['marks of direction', '\u202E\u202C'],
    ['letters that are drawn empty', '\u3164\u115F\uFFA0'],
    ['an empty pattern of dots', '\u2800'],
    ['a mark on nothing', '\u0301'],
    ['half a character', '\uD83D'],
  ])('is refused as a name or a title where it is %s', (_, text) => {
    expect(nameOf(text)).toBeNull();
    expect(newSessionSchema.safeParse({ title: text, purpose: 'research' }).success).toBe(false);
  });

  it('is the same when it is read again, whatever it was', () => {
    const piece = fc.constantFrom(...'aß ‍‌️🎭\u202E\uD83D\u3164\n\u0301ශ්');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const shown = nameOf(pieces.join(''));
        if (shown !== null) expect(nameOf(shown)).toBe(shown);
      }),
    );
  });

  it('is of one kind in names, titles and labels, which alone may be empty', () => {
    const text = '\u202Ea\u200B joke\n';
    const title = newSessionSchema.parse({ title: text, purpose: 'research' }).title;
    expect([nameOf(text), title, newMarkerSchema.parse({ label: text }).label]).toEqual(
      Array(3).fill('a joke'),
    );
    expect(newMarkerSchema.parse({ label: '\u202E\u3164' }).label).toBe('');
    expect(newMarkerSchema.safeParse({ label: 'x'.repeat(201) }).success).toBe(false);
  });
});

describe('times', () => {
  const NO_TIMES = [-1, LATEST_MS + 1, 1e308, Infinity, Number.NaN];

  it.each(NO_TIMES)('are refused in markers and frames: %s', (time) => {
    expect(newMarkerSchema.safeParse({ label: '', atMs: time }).success).toBe(false);
    expect(newMarkerSchema.safeParse({ label: '', atMs: 1, endMs: time }).success).toBe(false);
    expect(frameMetaSchema.safeParse({ seq: 0, capturedAtMs: time }).success).toBe(false);
  });

  it.each(['', ' ', 'noon', '-1', '-1e308', '1e308', `${LATEST_MS + 1}`, 'Infinity', 'NaN'])(
    'are refused in addresses: "%s"',
    (time) => {
      expect(timelineQuerySchema.safeParse({ from: time }).success).toBe(false);
      expect(timelineQuerySchema.safeParse({ to: time }).success).toBe(false);
    },
  );

  it('are taken up to their bounds, and absent', () => {
    expect(timelineQuerySchema.parse({ from: '0', to: `${LATEST_MS}` })).toMatchObject({
      from: 0,
      to: LATEST_MS,
    });
    expect(timelineQuerySchema.parse({})).toEqual({ points: 1000, values: 'smoothed' });
    expect(frameMetaSchema.parse({ seq: 0, capturedAtMs: LATEST_MS }).capturedAtMs).toBe(LATEST_MS);
  });

  it('of markers are rounded, and a range must be one after that', () => {
    const range = (atMs: number, endMs: number) =>
      newMarkerSchema.safeParse({ label: '', atMs, endMs });
    expect(range(1000.4, 1000.6).data).toMatchObject({ atMs: 1000, endMs: 1001 });
    expect(range(1000.6, 1001.4).success).toBe(false);
    expect(range(1001, 1000).success).toBe(false);
    expect(newMarkerSchema.safeParse({ label: '', endMs: 5 }).success).toBe(false);
  });
});
