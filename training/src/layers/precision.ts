import { readFileSync } from 'node:fs';
import { NativeKernels } from './NativeKernels.ts';

/** Number formats in which the convolutions of a training step can be computed. */
export const PRECISIONS = ['float32', 'bfloat16'] as const;
export type Precision = (typeof PRECISIONS)[number];

/**
 * bfloat16 where the processor multiplies it in hardware and the native CPU backend does the work, else
 * float32.
 */
export function bestPrecision(): Precision {
  const kernels = NativeKernels.ofBackend();
  if (!kernels || kernels.usesGpu) return 'float32';
  try {
    return /\b(avx512_bf16|amx_bf16)\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))
      ? 'bfloat16'
      : 'float32';
  } catch {
    return 'float32';
  }
}
