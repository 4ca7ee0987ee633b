import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadTfjs } from '@emostream/classifier';
import { decodeFrame } from '@emostream/vision';
import type { Human as HumanClass } from '@vladmandic/human';
import { serveContender } from './serveContender.ts';

const require = createRequire(import.meta.url);

/** More than any clip has. */
const MAX_FACES = 16;

/** Where no detection of a face is kept that its own demos would not show. */
const MIN_CONFIDENCE = 0.5;

// @vladmandic/human on WebAssembly with its models for detection and expressions; all else is off. Every
// frame is worked on: its cache, which answers for a frame that is like the one before, is off too. Frames
// are decoded as for ours.
serveContender(async () => {
  await loadTfjs('tfjs-wasm');
  const distDir = path.dirname(require.resolve('@vladmandic/human'));
  const { Human } = require(path.join(distDir, 'human.node-wasm.js')) as {
    Human: typeof HumanClass;
  };
  const off = { enabled: false };
  // What it fetches are its models, which lie in its package; Node's own fetch takes no file.
  globalThis.fetch = async (input) => new Response(await readFile(new URL(String(input))));
  const human = new Human({
    backend: 'wasm',
    modelBasePath: `${pathToFileURL(path.join(distDir, '../models'))}/`,
    cacheSensitivity: 0,
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: {
        maxDetected: MAX_FACES,
        minConfidence: MIN_CONFIDENCE,
        skipFrames: 0,
        skipTime: 0,
      },
      emotion: { enabled: true, skipFrames: 0, skipTime: 0 },
      mesh: off,
      attention: off,
      iris: off,
      description: off,
      antispoof: off,
      liveness: off,
    },
  });
  await human.load();
  if (human.tf.getBackend() !== 'wasm') throw new Error('human has not taken the wasm backend');
  return {
    name: 'human wasm',
    open: () => async (jpeg) => {
      const { data, width, height } = await decodeFrame(jpeg);
      const tensor = human.tf.tensor(data, [1, height, width, 3], 'float32');
      const { face } = await human.detect(tensor as never);
      human.tf.dispose(tensor);
      return face.filter(({ emotion }) => (emotion?.length ?? 0) > 0).length;
    },
  };
});
