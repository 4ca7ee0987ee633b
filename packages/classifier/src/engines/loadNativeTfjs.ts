import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';

/** The tfjs API as both native packages give it. */
export type Tfjs = typeof import('@tensorflow/tfjs');

/** The native packages, by engine name. */
export type NativeTfjsName = 'tfjs-node' | 'tfjs-node-gpu';

/** Either the loaded package or one sentence saying why it is not there. */
export type NativeTfjs =
  | { readonly tf: Tfjs; readonly usesGpu: boolean }
  | { readonly tf: null; readonly reason: string };

const require = createRequire(import.meta.url);

/**
 * Loads a native tfjs package where its library is in place. `npm install` leaves the library out (it
 * is a download of several hundred megabytes); `npm run setup:tfjs-node` fetches it, `-- --gpu` the
 * CUDA one.
 */
export function loadNativeTfjs(name: NativeTfjsName): NativeTfjs {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  restoreIsNullOrUndefined();
  try {
    // Looked for first: a package that fails halfway has registered its kernels by then.
    const root = path.dirname(require.resolve(`@tensorflow/${name}/package.json`));
    if (!existsSync(path.join(root, 'lib', 'napi-v8', 'tfjs_binding.node'))) {
      const setUp = `npm run setup:tfjs-node${name === 'tfjs-node-gpu' ? ' -- --gpu' : ''}`;
      return { tf: null, reason: `@tensorflow/${name} has no native library (${setUp})` };
    }
    const tf = require(`@tensorflow/${name}`) as Tfjs;
    const backend = tf.backend() as { isUsingGpuDevice?: boolean };
    return { tf, usesGpu: backend.isUsingGpuDevice === true };
  } catch (error) {
    const [firstLine = ''] = String((error as Error).message).split('\n');
    return { tf: null, reason: `@tensorflow/${name} does not load: ${firstLine}` };
  }
}

/** tfjs-node 4.22 calls a function that Node 23 removed. */
function restoreIsNullOrUndefined(): void {
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
