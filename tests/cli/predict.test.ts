import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EMOTIONS, predictedFaceSchema } from '@emostream/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../support/samplePhotos.ts';

/** In the repository's terms, for the command is run from another folder. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const COMMAND = fileURLToPath(new URL('../../apps/cli/src/predict.ts', import.meta.url));

/** Starts the real command, as `npm run predict` does. */
function start(args: readonly string[]) {
  return spawn(process.execPath, ['--import', TSX, COMMAND, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...args: string[]) {
  const child = start(args);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  const [status] = await once(child, 'close');
  return { status, stdout, stderr, lines: stdout.split('\n').filter((line) => line !== '') };
}

const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'emostream-cli-'));
  await mkdir(path.join(folder, 'in/deep'), { recursive: true });
  await sharp(samplePhoto(1)).resize(800).jpeg().toFile(path.join(folder, 'in/a.jpg'));
  await sharp(samplePhoto(3)).resize(800).png().toFile(path.join(folder, 'in/deep/a.PNG'));
  await symlink(path.join(folder, 'in/a.jpg'), path.join(folder, 'in/link.jpg'));
  await writeFile(path.join(folder, 'in/notes.txt'), 'no picture');
  await mkdir(path.join(folder, 'in/album.jpg'));
  await writeFile(path.join(folder, 'broken.jpg'), 'no picture either');
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run predict', () => {
  it('prints one JSON object a picture, and ends with 1 after those that cannot be read', async () => {
    const { status, lines, stderr } = await run('gone.jpg', 'broken.jpg', 'in', '--json');
    expect(status).toBe(1);
    const pictures = lines.map((line) => JSON.parse(line));
    expect(pictures.map(({ image }) => image)).toEqual([
      'in/a.jpg',
      'in/deep/a.PNG',
      'in/link.jpg',
    ]);
    for (const picture of pictures) {
      expect(Object.keys(picture)).toEqual(['image', 'faces']);
      expect(picture.faces).toHaveLength(3);
      for (const face of picture.faces) {
        expect(Object.keys(face)).toEqual([
          'box',
          'score',
          'emotion',
          'probabilities',
          'uncertain',
          'quality',
        ]);
        expect(Object.keys(face.box)).toEqual(['x', 'y', 'width', 'height']);
        expect(Object.keys(face.probabilities)).toEqual([...EMOTIONS]);
        predictedFaceSchema.parse(face);
        // In pixels, not in fractions.
        expect(face.box.width).toBeGreaterThan(40);
        expect(face.box.x + face.box.width).toBeLessThan(800);
      }
    }
    expect(stderr.trim().split('\n')).toEqual([
      'error: gone.jpg: no such file or folder',
      'error: broken.jpg: The file is no JPEG, PNG or WebP picture.',
    ]);
  });

  it('writes annotated copies, also of two pictures of one name, and replaces no picture', async () => {
    const before = await hashOf(path.join(folder, 'in/a.jpg'));
    const apart = await run('in/a.jpg', 'in/deep/a.PNG', '--out', 'out/new');
    expect(apart.status).toBe(0);
    expect(await readdir(path.join(folder, 'out/new'))).toEqual(['a-2.jpg', 'a.jpg']);
    const copy = await sharp(path.join(folder, 'out/new/a.jpg')).metadata();
    expect([copy.format, copy.width]).toEqual(['jpeg', 800]);

    await mkdir(path.join(folder, 'same'));
    await copyFile(path.join(folder, 'in/a.jpg'), path.join(folder, 'same/a.jpg'));
    expect((await run('same', '--out', 'same')).status).toBe(0);
    expect(await hashOf(path.join(folder, 'same/a.jpg'))).toBe(before);
    expect(await readdir(path.join(folder, 'same'))).toEqual(['a-2.jpg', 'a.jpg']);
  });

  it('tells people a line a face, and takes the whole picture as one where asked', async () => {
    const { status, lines } = await run('in/a.jpg', '--whole', '--detector', 'tiny');
    expect(status).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('in/a.jpg: 1 face');
    expect(lines[1]).toMatch(/^ {2}[a-z]+\?? +at 0,0,800,533 /);
    for (const emotion of EMOTIONS) expect(lines[1]).toContain(`${emotion} 0.`);
  });

  it('stops quietly when nobody reads on', async () => {
    const child = start([...Array(8).fill('in'), '--json']);
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    await once(createInterface(child.stdout), 'line');
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stderr).toBe('');
  });

  it('ends with 2 and its usage where it cannot be understood', async () => {
    const { status, stderr } = await run('in', '--detector', 'huge');
    expect(status).toBe(2);
    expect(stderr).toContain('error: unknown detector huge: ssd or tiny');
    expect(stderr).toContain('npm run predict -- PATH...');
  });

  it('says that a folder holds no pictures, and that the copies have no place', async () => {
    const empty = await run('out/new/a.jpg', '--out', 'broken.jpg');
    expect(empty.status).toBe(1);
    expect(empty.stderr).toBe('error: --out broken.jpg: there is a file in its place\n');
    await mkdir(path.join(folder, 'empty'));
    const none = await run('empty');
    expect([none.status, none.stderr]).toEqual([1, 'error: empty: no pictures in this folder\n']);
  });
});
