import { loadNativeTfjs } from './engines/loadNativeTfjs.ts';
import { loadTfjs } from './engines/loadTfjs.ts';

/** What can run the models, in no order of preference. */
export const ENGINE_NAMES = ['onnx', 'tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** An engine that loads on this machine, and one sentence saying why it was taken. */
export interface EngineChoice {
  readonly name: EngineName;
  readonly reason: string;
}

/**
 * Decides by what really loads. `auto` takes `tfjs-node-gpu` where it sees a GPU, else `onnx`, else
 * `tfjs-wasm`.
 *
 * @throws if the engine asked for does not load, saying what is missing
 */
export async function selectEngine(requested: EngineName | 'auto'): Promise<EngineChoice> {
  if (requested !== 'auto') {
    const problem = await engineProblem(requested);
    if (problem !== null) throw new Error(`The engine ${requested} cannot be used: ${problem}`);
    return { name: requested, reason: 'It was asked for.' };
  }
  const gpu = loadNativeTfjs('tfjs-node-gpu');
  if (gpu.tf !== null && gpu.usesGpu) {
    return { name: 'tfjs-node-gpu', reason: 'It loads and sees a GPU.' };
  }
  const noGpu = gpu.tf === null ? gpu.reason : 'tfjs-node-gpu sees no GPU';
  const noOnnx = await engineProblem('onnx');
  if (noOnnx === null) {
    return { name: 'onnx', reason: `It is the fastest without a GPU (${noGpu}).` };
  }
  return { name: 'tfjs-wasm', reason: `It runs anywhere (${noGpu}; ${noOnnx}).` };
}

/** Null where the engine loads, else what is missing. */
async function engineProblem(name: EngineName): Promise<string | null> {
  try {
    if (name === 'onnx') await import('onnxruntime-node');
    else await loadTfjs(name);
    return null;
  } catch (error) {
    const [firstLine = ''] = String((error as Error).message).split('\n');
    return firstLine;
  }
}
