import { createRequire } from 'node:module';
import path from 'node:path';
import { loadNativeTfjs, type NativeTfjsName, type Tfjs } from './loadNativeTfjs.ts';

/** The engines that run on tfjs. */
export type TfjsEngineName = NativeTfjsName | 'tfjs-wasm';

const require = createRequire(import.meta.url);

/**
 * Loads tfjs with the backend of an engine and makes that backend the current one. tfjs is one for
 * the whole process (or worker thread), so that a process can use one of these engines at a time.
 *
 * @throws with a sentence saying what is missing
 */
export async function loadTfjs(engine: TfjsEngineName): Promise<Tfjs> {
  if (engine === 'tfjs-wasm') return loadWasmTfjs();
  const native = loadNativeTfjs(engine);
  if (native.tf === null) throw new Error(native.reason);
  await useBackend(native.tf, 'tensorflow');
  return native.tf;
}

async function loadWasmTfjs(): Promise<Tfjs> {
  // `require`, as face-api does: an `import` could give it another instance of tfjs than ours.
  const tf = require('@tensorflow/tfjs') as Tfjs;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as {
    setWasmPaths(prefix: string): void;
  };
  const dist = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  wasm.setWasmPaths(dist + path.sep);
  await useBackend(tf, 'wasm');
  return tf;
}

async function useBackend(tf: Tfjs, backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs cannot start its ${backend} backend`);
  await tf.ready();
}
