import type { FrameAck, FrameMeta } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { FrameSender } from '../../../apps/web/src/transport/FrameSender.ts';

/** A picture is a name here; its JPEG is the name's bytes. */
type Picture = string;

interface SentFrame {
  readonly meta: FrameMeta;
  readonly picture: Picture;
  readonly acknowledge: (ack?: FrameAck) => void;
  readonly fail: () => void;
}

/** Far enough for each picture's time to have come. */
const APART_MS = 200;

/** A sender whose encoder and line a test scripts. */
class ScriptedLine {
  readonly encoded: Picture[] = [];
  readonly discarded: Picture[] = [];
  readonly sent: SentFrame[] = [];
  /** Pictures that cannot be encoded. */
  readonly unusable = new Set<Picture>();
  readonly sender: FrameSender<Picture>;
  #now = 0;

  constructor(credits: number) {
    this.sender = new FrameSender<Picture>({
      credits,
      clock: () => this.#now,
      encode: async (picture) => {
        this.encoded.push(picture);
        return this.unusable.has(picture) ? null : new TextEncoder().encode(picture);
      },
      discard: (picture) => this.discarded.push(picture),
      send: (meta, jpeg) =>
        new Promise((resolve, reject) => {
          this.sent.push({
            meta,
            picture: new TextDecoder().decode(jpeg),
            acknowledge: (ack = { status: 'analyzed', seq: meta.seq }) => resolve(ack),
            fail: () => reject(new Error('the line is gone')),
          });
        }),
    });
  }

  async offer(...pictures: Picture[]): Promise<void> {
    for (const picture of pictures) {
      this.#now += APART_MS;
      this.sender.offer({ picture, capturedAtMs: this.#now });
    }
    await settle();
  }

  wait(ms: number): void {
    this.#now += ms;
  }

  get sentPictures(): Picture[] {
    return this.sent.map(({ picture }) => picture);
  }
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

describe('FrameSender', () => {
  it('has no more frames under way than it has credits', async () => {
    const line = new ScriptedLine(2);
    await line.offer('a');
    await line.offer('b');
    await line.offer('c');
    await line.offer('d');
    expect(line.sentPictures).toEqual(['a', 'b']);
    expect(line.sender.wantsPicture).toBe(false);
  });

  it('wants no picture before its time has come', async () => {
    const line = new ScriptedLine(2);
    await line.offer('a');
    expect(line.sender.wantsPicture).toBe(false);
    line.wait(APART_MS);
    expect(line.sender.wantsPicture).toBe(true);
  });

  it('spreads the credits of a round trip over it', async () => {
    const line = new ScriptedLine(2);
    await line.offer('a');
    line.wait(1000);
    line.sent[0]?.acknowledge();
    await settle();
    await line.offer('b');
    line.wait(APART_MS);
    expect(line.sender.wantsPicture).toBe(false);
    line.wait(2 * APART_MS);
    expect(line.sender.wantsPicture).toBe(true);
  });

  it('encodes nothing without a credit', async () => {
    const line = new ScriptedLine(1);
    await line.offer('a', 'b', 'c');
    expect(line.encoded).toEqual(['a']);
  });

  it('sends the newest picture when a credit returns, and frees those it replaced', async () => {
    const line = new ScriptedLine(1);
    await line.offer('a', 'b', 'c', 'd');
    line.sent[0]?.acknowledge();
    await settle();
    expect(line.sentPictures).toEqual(['a', 'd']);
    expect(line.discarded).toEqual(['b', 'c']);
    line.sent[1]?.acknowledge();
    await settle();
    expect(line.sentPictures).toEqual(['a', 'd']);
    line.wait(2 * APART_MS);
    expect(line.sender.wantsPicture).toBe(true);
  });

  it.each<FrameAck>([
    { status: 'dropped', seq: 0 },
    { status: 'rejected', seq: 0, problem: { reason: 'not_jpeg', message: 'No JPEG.' } },
  ])('takes the credit back from a frame that was $status', async (ack) => {
    const line = new ScriptedLine(1);
    await line.offer('a', 'b');
    line.sent[0]?.acknowledge(ack);
    await settle();
    expect(line.sentPictures).toEqual(['a', 'b']);
  });

  it('goes on after a frame that was never acknowledged', async () => {
    const line = new ScriptedLine(1);
    await line.offer('a', 'b');
    line.sent[0]?.fail();
    await settle();
    expect(line.sentPictures).toEqual(['a', 'b']);
  });

  it('goes on after a picture that cannot be encoded, without using up a number', async () => {
    const line = new ScriptedLine(1);
    line.unusable.add('a');
    await line.offer('a');
    await line.offer('b');
    expect(line.sentPictures).toEqual(['b']);
    expect(line.sent[0]?.meta).toEqual({ seq: 0, capturedAtMs: 2 * APART_MS });
  });

  it('counts the frames up and keeps the moment of their capture', async () => {
    const line = new ScriptedLine(2);
    await line.offer('a', 'b');
    expect(line.sent.map(({ meta }) => meta)).toEqual([
      { seq: 0, capturedAtMs: APART_MS },
      { seq: 1, capturedAtMs: 2 * APART_MS },
    ]);
  });

  it('sends nothing more once it is stopped, and frees every picture', async () => {
    const line = new ScriptedLine(1);
    await line.offer('a', 'b');
    line.sender.stop();
    line.sent[0]?.acknowledge();
    await line.offer('c');
    expect(line.sentPictures).toEqual(['a']);
    expect(line.discarded).toEqual(['b', 'c']);
  });

  it('does not send a picture that was being encoded when it was stopped', async () => {
    const line = new ScriptedLine(1);
    line.sender.offer({ picture: 'a', capturedAtMs: 0 });
    line.sender.stop();
    await settle();
    expect(line.encoded).toEqual(['a']);
    expect(line.sent).toEqual([]);
  });
});
