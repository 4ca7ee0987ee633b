import { loadNativeTfjs } from '@emostream/classifier';
import * as tf from '@tensorflow/tfjs';
import { torchProblem } from '../torch/findPython.ts';

/** Ways to run training, and `auto`: the fastest of tfjs that loads. `torch` is the PyTorch twin. */
export const BACKENDS = ['auto', 'tfjs-node-gpu', 'tfjs-node', 'cpu', 'torch'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** The command that fetches the native library. */
const SET_UP = 'npm run setup:tfjs-node (or npm run setup:tfjs-node -- --gpu)';

/**
 * Makes tfjs run on the backend asked for; beside the twin it has only to make the first weights.
 *
 * @returns The name of what runs.
 * @throws Error saying what does not load and the command that sets it up.
 */
export async function selectBackend(name: BackendName): Promise<Exclude<BackendName, 'auto'>> {
  if (name === 'cpu') {
    await tf.setBackend('cpu');
    return 'cpu';
  }
  if (name === 'torch') {
    const problem = torchProblem();
    if (problem !== null) throw new Error(`--backend torch needs PyTorch: ${problem}`);
    await tf.setBackend('cpu');
    return 'torch';
  }
  const reasons: string[] = [];
  for (const candidate of ['tfjs-node-gpu', 'tfjs-node'] as const) {
    if (name !== 'auto' && name !== candidate) continue;
    const native = loadNativeTfjs(candidate);
    if (native.tf === null) {
      reasons.push(native.reason);
    } else if (candidate === 'tfjs-node-gpu' && !native.usesGpu && name === 'auto') {
      reasons.push('@tensorflow/tfjs-node-gpu sees no GPU');
    } else {
      await tf.setBackend('tensorflow');
      return candidate;
    }
  }
  throw new Error(
    `training needs a native tfjs backend: ${reasons.join('; ')}.\n` +
      `Set it up with: ${SET_UP}\nFor a tiny run there is --backend cpu.`,
  );
}
