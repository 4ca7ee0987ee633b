import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What a folder is searched for. A path that is named itself may have any ending. */
const PICTURE = /\.(jpe?g|png|webp)$/i;

/** A picture to analyze, or a path that leads to none and why. */
export type FoundPicture =
  | { readonly path: string }
  | { readonly path: string; readonly problem: string };

/** Expands folders, recursively and in order of their names; files keep the order they came in. */
export async function findPictures(paths: readonly string[]): Promise<FoundPicture[]> {
  const found: FoundPicture[] = [];
  for (const given of paths) {
    try {
      if ((await stat(given)).isDirectory()) found.push(...(await searchFolder(given)));
      else found.push({ path: given });
    } catch (error) {
      found.push({ path: given, problem: reasonOf(error) });
    }
  }
  return found;
}

async function searchFolder(folder: string): Promise<FoundPicture[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => PICTURE.test(name));
  const pictures: FoundPicture[] = [];
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    // A link that leads nowhere is a picture that cannot be read.
    const isFolder = await stat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) pictures.push({ path: file });
  }
  return pictures.length > 0 ? pictures : [{ path: folder, problem: 'no pictures in this folder' }];
}

/** One line saying why a file could not be read. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'there is a file in its place';
  return message;
}
