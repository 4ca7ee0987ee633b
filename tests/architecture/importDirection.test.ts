import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { findWrongImports } from '../../scripts/importDirection.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = [
  'packages/protocol',
  'packages/classifier',
  'packages/vision',
  'apps/stream-server',
  'apps/cli',
  'apps/web',
  'training',
];

describe('import direction', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function repositoryWith(file: string, source: string): string {
    const root = mkdtempSync(path.join(os.tmpdir(), 'emostream-imports-'));
    folders.push(root);
    for (const room of ROOMS) mkdirSync(path.join(root, room, 'src'), { recursive: true });
    writeFileSync(path.join(root, file), source);
    return root;
  }

  it('holds in this repository', () => {
    expect(findWrongImports(ROOT)).toEqual([]);
  });

  it('refuses a package that imports against the direction', () => {
    const root = repositoryWith(
      'packages/classifier/src/a.ts',
      "import { FaceTracker } from '@emostream/vision';",
    );
    expect(findWrongImports(root)).toEqual([
      'packages/classifier/src/a.ts imports @emostream/vision, which classifier may not',
    ]);
  });

  it('refuses a relative path into another room', () => {
    const root = repositoryWith(
      'apps/cli/src/a.ts',
      "import { x } from '../../stream-server/src/createServer.ts';",
    );
    expect(findWrongImports(root)).toHaveLength(1);
  });

  it('refuses a dynamic import against the direction', () => {
    const root = repositoryWith(
      'apps/web/src/a.ts',
      "const vision = await import('@emostream/vision');",
    );
    expect(findWrongImports(root)).toHaveLength(1);
  });
});
