import path from 'node:path';

/** Names for annotated copies: that of the picture, numbered where it is taken. */
export class CopyNames {
  readonly #outDir: string;
  /** Full paths in lower case, as some file systems tell no difference. */
  readonly #taken: Set<string>;

  /** @param pictures none of which a copy may replace */
  constructor(outDir: string, pictures: readonly string[]) {
    this.#outDir = outDir;
    this.#taken = new Set(pictures.map(keyOf));
  }

  /** The path of a file ending in `.jpg` that is none of the pictures and was not given before. */
  next(picturePath: string): string {
    const base = path.join(this.#outDir, path.parse(picturePath).name);
    let copy = `${base}.jpg`;
    for (let number = 2; this.#taken.has(keyOf(copy)); number++) copy = `${base}-${number}.jpg`;
    this.#taken.add(keyOf(copy));
    return copy;
  }
}

function keyOf(file: string): string {
  return path.resolve(file).toLowerCase();
}
