import {
  boxCoverage,
  createDetector,
  createFrameAnalyzer,
  decodeFrame,
  type PixelBox,
  PublisherVision,
  scaledBox,
} from '@emostream/vision';
import type { BenchRecall } from './BenchCase.ts';
import { BoxSteadiness } from './BoxSteadiness.ts';
import { cameraTimeMs } from './cameraClock.ts';
import { FaceTruth } from './FaceTruth.ts';
import type { FaceCount, FrameSize } from './makeClip.ts';

/** Share of the smaller of two boxes that the other covers, from which both are one face. */
const SAME_FACE = 0.5;

/** Frames in which the live path may still be finding its faces. */
const FIRST_FRAME = 10;

/** Compares what the live path finds on a clip with one look of the tiny detector at 320, frame by frame. */
export async function measureRecall(
  clip: readonly Uint8Array[],
  faces: FaceCount,
  size: FrameSize,
): Promise<BenchRecall> {
  const truth = await FaceTruth.of(faces, size);
  const tiny = await createDetector({ engine: 'onnx', name: 'tiny' });
  const analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'tiny' });
  const vision = new PublisherVision();
  const steadiness = new BoxSteadiness();
  const sum = { emostream: 0, plain320: 0, framesWorse: 0, falseEmostream: 0, falsePlain320: 0 };
  for (const [index, jpeg] of clip.entries()) {
    const nowMs = cameraTimeMs(index);
    const analysis = await analyzer.analyze(jpeg, vision.planFrame(nowMs));
    const shown = vision.completeFrame(analysis, nowMs).map(({ trackId, box }) => ({
      trackId,
      box: scaledBox(box, size.width, size.height),
    }));
    if (index < FIRST_FRAME) continue;
    const plain = await tiny.detect(await decodeFrame(jpeg), { inputSize: 320 });
    const real = truth.facesIn(index);
    for (const { trackId, box } of shown) steadiness.add(index, trackId, box, real);
    const own = countFound(
      real,
      shown.map(({ box }) => box),
    );
    const theirs = countFound(
      real,
      plain.map(({ box }) => box),
    );
    sum.emostream += own.found;
    sum.plain320 += theirs.found;
    sum.falseEmostream += own.wrong;
    sum.falsePlain320 += theirs.wrong;
    if (own.found < theirs.found) sum.framesWorse += 1;
  }
  await Promise.all([tiny.dispose(), analyzer.dispose()]);
  const frames = clip.length - FIRST_FRAME;
  return {
    emostream: sum.emostream / frames,
    plain320: sum.plain320 / frames,
    framesWorse: sum.framesWorse,
    falseEmostream: sum.falseEmostream / frames,
    falsePlain320: sum.falsePlain320 / frames,
    steadiness: steadiness.mean,
    frames,
  };
}

function countFound(truth: readonly PixelBox[], boxes: readonly PixelBox[]) {
  const isSame = (a: PixelBox, b: PixelBox) => boxCoverage(a, b) > SAME_FACE;
  const found = truth.filter((face) => boxes.some((box) => isSame(face, box))).length;
  return { found, wrong: boxes.filter((box) => !truth.some((face) => isSame(face, box))).length };
}
