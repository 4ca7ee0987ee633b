import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { JpegSplitter } from '../../apps/cli/src/publish/JpegSplitter.ts';

/** Baseline, progressive with several scans, with restart markers by chroma and one with a picture inside. */
let pictures: Buffer[];

beforeAll(async () => {
  const noise = await sharp({
    create: {
      width: 64,
      height: 48,
      channels: 3,
      background: 'gray',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const plain = await sharp(noise).jpeg().toBuffer();
  const progressive = await sharp(noise).jpeg({ progressive: true }).toBuffer();
  // A thumbnail in an application segment: a whole picture, with its own start and end.
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(plain.length + 2, 2);
  const nested = Buffer.concat([plain.subarray(0, 2), segment, plain, plain.subarray(2)]);
  pictures = [plain, progressive, nested, plain];
});

describe('JpegSplitter', () => {
  it('cuts a stream into the pictures it is made of, however it arrives', () => {
    const stream = Buffer.concat(pictures);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }), (sizes) => {
        const splitter = new JpegSplitter();
        const found: Buffer[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = sizes[turn % sizes.length] as number;
          found.push(...splitter.push(stream.subarray(at, at + size)));
          at += size;
        }
        expect(found.map((picture) => picture.equals(pictures[0] as Buffer))).toEqual(
          pictures.map((picture) => picture.equals(pictures[0] as Buffer)),
        );
        expect(Buffer.concat(found).equals(stream)).toBe(true);
        expect(found).toHaveLength(pictures.length);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps back a picture that has not ended', () => {
    const [picture] = pictures as [Buffer];
    const splitter = new JpegSplitter();
    expect(splitter.push(picture.subarray(0, -1))).toEqual([]);
    expect(splitter.push(picture.subarray(-1))).toHaveLength(1);
  });

  it('refuses what is no stream of JPEGs', () => {
    expect(() => new JpegSplitter().push(Buffer.from('RIFF....AVI '))).toThrow('no stream of JPEG');
  });
});
