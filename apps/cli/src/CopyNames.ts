import path from 'node:path';

/** Names for annotated copies: that of the picture, numbered where two pictures share it. */
export class CopyNames {
  readonly #used = new Set<string>();

  /** A file name ending in `.jpg` that was not given before. */
  next(picturePath: string): string {
    const base = path.parse(picturePath).name;
    let name = `${base}.jpg`;
    for (let number = 2; this.#used.has(name.toLowerCase()); number++) {
      name = `${base}-${number}.jpg`;
    }
    this.#used.add(name.toLowerCase());
    return name;
  }
}
