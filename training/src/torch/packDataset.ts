import { writeFileSync } from 'node:fs';
import type { EmotionDataset } from '../dataset/EmotionDataset.ts';

/** First bytes of a packed dataset. */
const MAGIC = 'EMODATA1';

/** One array of a packed dataset, as its header names it. */
interface PackedArray {
  readonly name: string;
  readonly type: 'uint8' | 'float32';
  readonly length: number;
}

/**
 * Writes both splits into one file that the PyTorch twin reads: magic, header length (uint32), header (JSON,
 * the arrays in their order), the arrays; all little-endian.
 */
export function packDataset(file: string, train: EmotionDataset, validation: EmotionDataset): void {
  const header: PackedArray[] = [];
  const parts: Buffer[] = [];
  const add = (name: string, array: Uint8Array | Float32Array | null): void => {
    if (array === null) return;
    const type = array instanceof Uint8Array ? 'uint8' : 'float32';
    header.push({ name, type, length: array.length });
    parts.push(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  };
  for (const { split, images, labels, votes } of [train, validation]) {
    add(`${split}/images`, images);
    add(`${split}/labels`, labels);
    add(`${split}/votes`, votes);
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  writeFileSync(file, Buffer.concat([Buffer.from(MAGIC), length, text, ...parts]));
}
