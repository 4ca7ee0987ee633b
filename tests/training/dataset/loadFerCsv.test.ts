import { EMOTIONS } from '@emostream/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Split } from '../../../training/src/dataset/EmotionDataset.ts';
import { loadDataset } from '../../../training/src/dataset/loadDataset.ts';
import { TemporaryFolder } from '../support/TinyDataset.ts';

/** A row whose pixels all have one gray. */
function row(emotion: number | string, gray: number | string, usage: string): string {
  return `${emotion},${Array(48 * 48)
    .fill(gray)
    .join(' ')},${usage}`;
}

describe("Kaggle's CSV files", () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = new TemporaryFolder();
  });
  afterEach(() => folder.dispose());

  const load = (split: Split, ...lines: string[]) => {
    const text = `emotion,pixels,Usage\n${lines.join('\n')}\n`;
    return loadDataset(folder.write('fer2013.csv', text), split, null);
  };

  it('puts the classes, which the file numbers differently, into our order', async () => {
    const lines = [0, 1, 2, 3, 4, 5, 6].map((emotion) => row(emotion, emotion, 'Training'));
    const { labels, images } = await load('train', ...lines);
    const names = [...labels].map((label) => EMOTIONS[label]);
    expect(names).toEqual(['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral']);
    expect(images[6 * 48 * 48]).toBe(6);
  });

  it('takes PublicTest for validation and PrivateTest for test', async () => {
    const lines = [row(3, 1, 'Training'), row(3, 2, 'PublicTest'), row(3, 3, 'PrivateTest')];
    expect((await load('train', ...lines)).images[0]).toBe(1);
    expect((await load('validation', ...lines)).images[0]).toBe(2);
    expect((await load('test', ...lines)).images[0]).toBe(3);
  });

  it('reads icml_face_data.csv, whose columns are ordered otherwise and have spaces', async () => {
    const pixels = Array(48 * 48).fill(9);
    folder.write('icml_face_data.csv', `emotion, Usage, pixels\n4,Training,${pixels.join(' ')}\n`);
    const loaded = await loadDataset(folder.path, 'train', null);
    expect([loaded.count, loaded.labels[0], loaded.images[0]]).toEqual([1, 5, 9]);
  });

  it('finds FER+ votes by the row in the whole file', async () => {
    const file = folder.write(
      'fer2013.csv',
      `emotion,pixels,Usage\n${row(3, 1, 'Training')}\n${row(3, 2, 'PublicTest')}\n`,
    );
    const votes = folder.write(
      'fer2013new.csv',
      [
        'Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF',
        'Training,a.png,10,0,0,0,0,0,0,0,0,0',
        'PublicTest,b.png,0,0,10,0,0,0,0,0,0,0',
      ].join('\n'),
    );
    const loaded = await loadDataset(file, 'validation', votes);
    expect([...(loaded.votes ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 10]);
  });

  it.each([
    [
      'an unknown class',
      [row(3, 1, 'Training'), row(7, 1, 'Training')],
      /row 1: unknown class "7"/,
    ],
    ['too few pixels', ['3,1 2 3,Training'], /row 0: has 3 pixels, expected 2304/],
    ['a value that is no gray', [row(3, 256, 'Training')], /row 0: "256" is not a gray value/],
    ['an unknown usage', [row(3, 1, 'Spare')], /row 0: Usage "Spare"/],
    ['a row cut short', [row(3, 1, 'Training'), '3'], /fer2013\.csv, row 1: is cut short/],
    ['an empty split', [row(3, 1, 'PublicTest')], /fer2013\.csv: the split train holds no images/],
  ])('names the file and row of %s', async (_, lines, message) => {
    await expect(load('train', ...lines)).rejects.toThrow(message);
    await expect(load('train', ...lines)).rejects.toThrow(folder.path);
  });

  it('names a file without the columns', async () => {
    const file = folder.write('fer2013.csv', 'label,image\n1,2\n');
    await expect(loadDataset(file, 'train', null)).rejects.toThrow(
      `${file}: needs the columns emotion, pixels, Usage`,
    );
  });
});
