import { createDetector, type FaceDetector, type RgbImage } from '@emostream/vision';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFaceApi } from '../../../packages/vision/src/detectors/loadFaceApi.ts';
import { expectAgreement } from '../../support/expectAgreement.ts';
import { PHOTOS, photoFrame } from '../../support/photoFrames.ts';

/** Those that the detectors' contract does not look at, with their default sizes. */
const OTHER_PHOTOS = [2, 3, 5] as const;

describe.each([
  ['tiny', 160, PHOTOS],
  ['tiny', 224, PHOTOS],
  ['tiny', 320, PHOTOS],
  ['tiny', 416, OTHER_PHOTOS],
  ['ssd', 512, OTHER_PHOTOS],
] as const)('%s at %i, ONNX against tfjs-wasm', (name, inputSize, photos) => {
  let onnx: FaceDetector;
  let wasm: FaceDetector;
  beforeAll(async () => {
    onnx = await createDetector({ engine: 'onnx', name });
    wasm = await createDetector({ engine: 'tfjs-wasm', name });
  });

  it('finds the same faces in the demo photos and in a close-up of an odd size', async () => {
    const images = [closeUp(await photoFrame(3))];
    for (const photo of photos) images.push(await photoFrame(photo));
    let found = 0;
    for (const image of images) {
      const ours = await onnx.detect(image, { inputSize });
      expectAgreement(ours, await wasm.detect(image, { inputSize }));
      found += ours.length;
    }
    expect(found).toBeGreaterThan(0);
  });
});

/** One face of the photo, 301 × 227. */
function closeUp(frame: RgbImage): RgbImage {
  const [width, height] = [301, 227];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const start = 3 * ((y + 60) * frame.width + 120);
    data.set(frame.data.subarray(start, start + 3 * width), 3 * y * width);
  }
  return { data, width, height };
}

describe('the adapter around face-api', () => {
  it('gives what detectAllFaces gives', async () => {
    const adapter = await createDetector({ engine: 'tfjs-wasm', name: 'tiny' });
    const { faceApi, weightsDir } = loadFaceApi('tfjs-wasm');
    await faceApi.nets.tinyFaceDetector.loadFromDisk(weightsDir);
    const image = await photoFrame(4);
    const { tensor3d } = faceApi.tf as unknown as {
      tensor3d(data: Uint8Array, shape: number[], dtype: string): unknown;
    };
    const tensor = tensor3d(image.data, [480, 640, 3], 'int32');
    const options = new faceApi.TinyFaceDetectorOptions({ inputSize: 416, scoreThreshold: 0.5 });
    const theirs = await faceApi.detectAllFaces(tensor as never, options);
    const expected = theirs
      .map(({ box, score }) => {
        const { x, y, width, height } = box;
        return { box: { x, y, width, height }, score };
      })
      .sort((a, b) => b.score - a.score);
    expect(expected.length).toBeGreaterThan(2);
    expectAgreement(await adapter.detect(image, { inputSize: 416 }), expected);
  });
});
