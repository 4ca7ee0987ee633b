import { createDetector } from '@emostream/vision';
import { describe, expect, it } from 'vitest';
import { demoPhotos } from '../../../training/src/evaluation/demoPhotos.ts';

describe('demoPhotos', () => {
  it('knows the face of every person in the six photos', async () => {
    const ssd = await createDetector({ engine: 'onnx', name: 'ssd' });
    const photos = await demoPhotos(ssd);
    expect(photos.map(({ faces }) => faces.length)).toEqual([3, 3, 3, 4, 5, 4]);
    await ssd.dispose();
  });

  it('refuses a detector that misses somebody', async () => {
    const tiny = await createDetector({ engine: 'onnx', name: 'tiny' });
    await expect(demoPhotos(tiny)).rejects.toThrow(/people, but .* finds/);
    await tiny.dispose();
  });
});
