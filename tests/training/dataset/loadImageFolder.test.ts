import { EMOTIONS } from '@emostream/protocol';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDataset } from '../../../training/src/dataset/loadDataset.ts';
import { grayImage, TemporaryFolder, tinyDataset } from '../support/TinyDataset.ts';

const VOTE_COLUMNS =
  'row,Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF';

describe('a dataset in folders', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = new TemporaryFolder();
  });
  afterEach(() => folder.dispose());

  const load = (ferplus: string | null = null) => loadDataset(folder.path, 'train', ferplus);

  it('loads every image with its label, gray values untouched', async () => {
    const dataset = tinyDataset(7);
    await folder.writeImages('train', dataset);
    const loaded = await load();
    expect(loaded.count).toBe(7);
    expect([...loaded.labels]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(loaded.images).toEqual(dataset.images);
  });

  it('orders the images of a class by their numbers', async () => {
    for (const gray of [2, 10, 1]) {
      const png = await grayImage(new Uint8Array(48 * 48).fill(gray))
        .png()
        .toBuffer();
      folder.write(`train/happy/${gray}.png`, png);
    }
    const { images } = await load();
    expect([images[0], images[48 * 48], images[2 * 48 * 48]]).toEqual([1, 2, 10]);
  });

  it('turns colour into luma', async () => {
    const color = { r: 200, g: 100, b: 50 };
    const png = await sharp({ create: { width: 48, height: 48, channels: 3, background: color } })
      .png()
      .toBuffer();
    folder.write('train/sad/0.png', png);
    const { images } = await load();
    expect(images[0]).toBe(Math.round(0.299 * 200 + 0.587 * 100 + 0.114 * 50));
  });

  it('names a corrupt image', async () => {
    const jpeg = await grayImage(tinyDataset(1).images).jpeg().toBuffer();
    folder.write('train/fear/3.jpg', jpeg.subarray(0, jpeg.length / 2));
    await expect(load()).rejects.toThrow(/fear.3\.jpg: cannot be decoded/);
  });

  it('names a file that is no image', async () => {
    folder.write('train/fear/notes.txt', 'hello');
    await expect(load()).rejects.toThrow(/fear.notes\.txt: is neither a JPEG nor a PNG/);
  });

  it('names an image of the wrong size', async () => {
    const png = await grayImage(new Uint8Array(50 * 48), 50)
      .png()
      .toBuffer();
    folder.write('train/fear/3.png', png);
    await expect(load()).rejects.toThrow(/fear.3\.png: is 50×48, expected 48×48/);
  });

  it('names an unknown class and lists the known ones', async () => {
    await folder.writeImages('train', tinyDataset(7));
    folder.write('train/bored/0.png', '');
    await expect(load()).rejects.toThrow(/train.bored: is not a class folder/);
    await expect(load()).rejects.toThrow(EMOTIONS.join(', '));
  });

  it('says when a split is missing or empty', async () => {
    await expect(load()).rejects.toThrow(/train: there is no such split/);
    folder.file('train', 'angry', 'x');
    await expect(load()).rejects.toThrow(/train: the split holds no images/);
  });

  it('says when there is no such folder', async () => {
    const missing = folder.file('missing');
    await expect(loadDataset(missing, 'train', null)).rejects.toThrow(
      `${missing}: there is no such file or folder`,
    );
  });

  it('finds the FER+ votes by the row that names the file', async () => {
    const png = await grayImage(tinyDataset(1).images).png().toBuffer();
    folder.write('train/happy/41.png', png);
    const votes = folder.write(
      'votes.csv',
      `${VOTE_COLUMNS}\n41,Training,fer0000041.png,1,7,0,0,0,0,0,1,1,0\n`,
    );
    const loaded = await load(votes);
    expect([...(loaded.votes ?? [])]).toEqual([0, 0, 0, 7, 1, 0, 0]);
    expect(loaded.voteTotals?.[0]).toBe(10);
  });

  it('names an image that has no votes, and a bad vote', async () => {
    const png = await grayImage(tinyDataset(1).images).png().toBuffer();
    folder.write('train/happy/42.png', png);
    const votes = folder.write('votes.csv', `${VOTE_COLUMNS}\n41,T,x,1,7,0,0,0,0,0,1,1,0\n`);
    await expect(load(votes)).rejects.toThrow(/happy.42\.png: the FER\+ vote file has no row 42/);
    const bad = folder.write('bad.csv', `${VOTE_COLUMNS}\n42,T,x,1,many,0,0,0,0,0,1,1,0\n`);
    await expect(load(bad)).rejects.toThrow(/bad\.csv, line 2: column happiness/);
  });
});
