import { loadNativeTfjs, selectEngine } from '@emostream/classifier';
import { describe, expect, it } from 'vitest';

const gpu = loadNativeTfjs('tfjs-node-gpu');
const seesGpu = gpu.tf !== null && gpu.usesGpu;

describe('selectEngine', () => {
  it('takes the GPU where there is one and ONNX Runtime elsewhere, and says why', async () => {
    const { name, reason } = await selectEngine('auto');
    expect(name).toBe(seesGpu ? 'tfjs-node-gpu' : 'onnx');
    expect(reason).toContain('GPU');
  });

  it('takes what was asked for', async () => {
    const reason = 'It was asked for.';
    expect(await selectEngine('onnx')).toEqual({ name: 'onnx', reason });
    expect(await selectEngine('tfjs-wasm')).toEqual({ name: 'tfjs-wasm', reason });
  });

  it('says what an engine that does not load lacks', async () => {
    if (gpu.tf !== null) {
      expect((await selectEngine('tfjs-node-gpu')).name).toBe('tfjs-node-gpu');
    } else {
      await expect(selectEngine('tfjs-node-gpu')).rejects.toThrow(
        `The engine tfjs-node-gpu cannot be used: ${gpu.reason}`,
      );
    }
  });
});
