import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadNativeTfjs } from '@emostream/classifier';
import { describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);

function hasLibrary(name: string): boolean {
  const root = path.dirname(require.resolve(`@tensorflow/${name}/package.json`));
  return existsSync(path.join(root, 'lib', 'napi-v8', 'tfjs_binding.node'));
}

describe('loadNativeTfjs', () => {
  it.each([
    ['tfjs-node', 'npm run setup:tfjs-node'],
    ['tfjs-node-gpu', 'npm run setup:tfjs-node -- --gpu'],
  ] as const)('says how to get the library of %s where it is not there', (name, setUp) => {
    const reason = `@tensorflow/${name} has no native library (${setUp})`;
    if (hasLibrary(name)) expect(loadNativeTfjs(name)).not.toHaveProperty('reason', reason);
    else expect(loadNativeTfjs(name)).toEqual({ tf: null, reason });
  });
});
