import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What each room may import of the others. A room that is not named may import none. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  classifier: ['protocol'],
  vision: ['protocol', 'classifier'],
  'stream-server': ['protocol', 'classifier', 'vision'],
  training: ['protocol', 'classifier', 'vision'],
  cli: ['protocol', 'classifier', 'vision'],
  web: ['protocol'],
};

const FOLDERS: Readonly<Record<string, string>> = {
  protocol: 'packages/protocol',
  classifier: 'packages/classifier',
  vision: 'packages/vision',
  'stream-server': 'apps/stream-server',
  cli: 'apps/cli',
  web: 'apps/web',
  training: 'training',
};

const IMPORT = /(?:from|import|import\(|require\()\s*['"]([^'"]+)['"]/g;
const SOURCE = /\.(ts|tsx|mts|js|mjs)$/;
const SKIPPED = new Set(['node_modules', 'out', '.next', 'public']);

/**
 * Reads every source file under the rooms and finds the imports that run the wrong way: of a room
 * that is not allowed, or into another room by a relative path.
 *
 * @param root the repository's folder.
 * @returns one sentence for each such import.
 */
export function findWrongImports(root: string): string[] {
  return Object.entries(FOLDERS).flatMap(([room, folder]) =>
    sourceFiles(path.join(root, folder)).flatMap((file) =>
      wrongImportsOf(root, room, folder, file),
    ),
  );
}

function wrongImportsOf(root: string, room: string, folder: string, file: string): string[] {
  const name = path.relative(root, file);
  return Array.from(readFileSync(file, 'utf8').matchAll(IMPORT)).flatMap(([, specifier = '']) => {
    const target = specifier.match(/^@emostream\/([^/]+)/)?.[1];
    if (target !== undefined && target !== room && !ALLOWED[room]?.includes(target)) {
      return `${name} imports ${specifier}, which ${room} may not`;
    }
    if (!specifier.startsWith('.')) return [];
    const resolved = path.relative(
      path.join(root, folder),
      path.resolve(path.dirname(file), specifier),
    );
    return resolved.startsWith('..') ? `${name} reaches out of ${folder} by ${specifier}` : [];
  });
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(entryPath);
    return SOURCE.test(entry.name) ? entryPath : [];
  });
}
