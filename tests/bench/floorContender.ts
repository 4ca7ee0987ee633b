import { createFrameAnalyzer, PublisherVision } from '@emostream/vision';
import jpegTurbo from '@julusian/jpeg-turbo';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { cameraTimeMs } from './cameraClock.ts';
import { serveContender } from './serveContender.ts';

type Run = InferenceSession['run'];

/** One call of a network that the live path made, to be made again. */
interface NetworkCall {
  readonly session: InferenceSession;
  readonly feeds: InferenceSession.OnnxValueMapType;
}

/** Of 1280 × 720 pixels. */
const MAX_FRAME_BYTES = 1280 * 720 * 3;

/** Clips are gone through this often before the calls are noted: what is seen first costs more looks. */
const PASSES_BEFORE = 1;

// The floor: what the live path asks of native code, and nothing else. It runs the path over the clip once
// and notes, frame by frame, each call of a network with its inputs; what is timed is the decoding of the
// same JPEG and the same calls again: detector, landmarks, classifier.
serveContender(async () => {
  const [, , , modelsDir = ''] = process.argv;
  const analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'tiny', modelsDir });
  return {
    name: 'floor',
    open: async (frames) => {
      const vision = new PublisherVision();
      let calls: NetworkCall[][] = [];
      for (let pass = 0; pass <= PASSES_BEFORE; pass++) {
        calls = [];
        for (const [index, jpeg] of frames.entries()) {
          const nowMs = cameraTimeMs(pass * frames.length + index);
          const ofFrame = await callsDuring(async () => {
            const analysis = await analyzer.analyze(jpeg, vision.planFrame(nowMs));
            vision.completeFrame(analysis, nowMs);
          });
          calls.push(ofFrame);
        }
      }
      const memory = Buffer.alloc(MAX_FRAME_BYTES);
      const format = { format: jpegTurbo.FORMAT_RGB };
      return async (jpeg, index) => {
        jpegTurbo.decompressSync(jpeg as Buffer, memory, format);
        for (const { session, feeds } of calls[index % calls.length] ?? [])
          await session.run(feeds);
        return 0;
      };
    },
  };
});

/** Notes the calls that are made while `work` goes on. Their inputs are copied, as their memory is reused. */
async function callsDuring(work: () => Promise<void>): Promise<NetworkCall[]> {
  const calls: NetworkCall[] = [];
  const { prototype } = InferenceSession as unknown as { prototype: { run: Run } };
  const original = prototype.run;
  prototype.run = function (this: InferenceSession, feeds: InferenceSession.OnnxValueMapType) {
    calls.push({ session: this, feeds: copyOf(feeds) });
    return original.call(this, feeds, {});
  } as Run;
  try {
    await work();
  } finally {
    prototype.run = original;
  }
  return calls;
}

function copyOf(feeds: InferenceSession.OnnxValueMapType): InferenceSession.OnnxValueMapType {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, value]) => {
      const tensor = value as Tensor;
      return [name, new Tensor(tensor.type, (tensor.data as Float32Array).slice(), tensor.dims)];
    }),
  );
}
