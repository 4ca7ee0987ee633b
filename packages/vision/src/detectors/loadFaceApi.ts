import { createRequire } from 'node:module';
import path from 'node:path';
import type { TfjsEngineName } from '@emostream/classifier';

/** The API of `@vladmandic/face-api`, the same in each of its builds. */
export type FaceApi = typeof import('@vladmandic/face-api');

/** face-api's build for each engine. They clash: a process (or worker thread) can load only one. */
const BUILDS: Record<TfjsEngineName, string> = {
  'tfjs-node-gpu': 'face-api.node-gpu.js',
  'tfjs-node': 'face-api.node.js',
  'tfjs-wasm': 'face-api.node-wasm.js',
};

const require = createRequire(import.meta.url);

/** Loads face-api for an engine whose tfjs is already loaded, and says where its weights are. */
export function loadFaceApi(engine: TfjsEngineName): { faceApi: FaceApi; weightsDir: string } {
  const root = path.dirname(require.resolve('@vladmandic/face-api/package.json'));
  const faceApi = require(path.join(root, 'dist', BUILDS[engine])) as FaceApi;
  return { faceApi, weightsDir: path.join(root, 'model') };
}
