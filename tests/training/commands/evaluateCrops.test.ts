import { createFrameAnalyzer, FaceCropper, faceSquare } from '@emostream/vision';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../support/samplePhotos.ts';
import { runTrainingCommand } from '../support/runTrainingCommand.ts';
import { grayImage, TemporaryFolder } from '../support/TinyDataset.ts';

describe('evaluate-crops', () => {
  const folder = new TemporaryFolder();
  let faces = 0;

  beforeAll(async () => {
    const analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'ssd' });
    const cropper = new FaceCropper();
    for (const photo of [1, 5] as const) {
      const file = samplePhoto(photo);
      const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      const image = { data, width: info.width, height: info.height };
      for (const { box } of (await analyzer.analyze(image)).faces) {
        const crop = new Float32Array(48 * 48);
        cropper.crop(image, faceSquare(box, 'ssd'), crop, 0);
        const png = await grayImage(Uint8Array.from(crop)).png().toBuffer();
        folder.write(`validation/happy/${faces++}.png`, png);
      }
    }
    await analyzer.dispose();
  });
  afterAll(() => folder.dispose());

  it.each(['tiny', 'ssd'])('finds placed faces with %s and compares squares', async (detector) => {
    const args = ['--data', folder.path, '--detector', detector, '--smallest', '120'];
    const { status, stdout, stderr } = await runTrainingCommand('evaluate-crops', args);
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    const [, found, placed] = /found (\S+) % of (\d+) placed/.exec(stdout) ?? [];
    expect(Number(placed)).toBe(faces);
    expect(Number(found)).toBeGreaterThan(0);
    expect(stdout.match(/^up .*%$/gm)).toHaveLength(4);
  });
});
