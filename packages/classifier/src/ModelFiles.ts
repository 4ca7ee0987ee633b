import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EMOTIONS } from '@emostream/protocol';
import { z } from 'zod';
import { type ModelManifest, modelManifestSchema } from './modelManifest.ts';

/** A folder with a shipped model. Every file is checked against the manifest before it is used. */
export class ModelFiles {
  readonly dir: string;
  readonly manifest: ModelManifest;

  private constructor(dir: string, manifest: ModelManifest) {
    this.dir = dir;
    this.manifest = manifest;
  }

  /**
   * Reads `manifest.json`.
   *
   * @throws if it is missing or malformed, or if its labels are not `EMOTIONS` in their order
   */
  static async open(dir: string): Promise<ModelFiles> {
    const manifestPath = path.join(dir, 'manifest.json');
    const text = await readFile(manifestPath, 'utf8').catch(() => {
      throw new Error(`no model in ${dir}: ${manifestPath} cannot be read`);
    });
    const parsed = modelManifestSchema.safeParse(parseJson(manifestPath, text));
    if (!parsed.success) {
      throw new Error(`${manifestPath} is no model manifest:\n${z.prettifyError(parsed.error)}`);
    }
    const manifest = parsed.data;
    if (manifest.labels.join() !== EMOTIONS.join()) {
      throw new Error(
        `${manifestPath} orders its labels ${manifest.labels.join(', ')}; needed: ${EMOTIONS.join(', ')}`,
      );
    }
    return new ModelFiles(dir, manifest);
  }

  /** @throws if the file is missing, unnamed in the manifest, or not the one that it names */
  async read(file: string): Promise<Buffer<ArrayBuffer>> {
    const filePath = path.join(this.dir, file);
    const expected = this.manifest.files[file];
    if (expected === undefined)
      throw new Error(`the manifest of ${this.dir} does not name ${file}`);
    const bytes = await readFile(filePath).catch(() => {
      throw new Error(`${filePath} is missing, though its manifest names it`);
    });
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (actual !== expected) {
      throw new Error(`${filePath} has the SHA-256 ${actual}; its manifest says ${expected}`);
    }
    return bytes;
  }
}

function parseJson(manifestPath: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${manifestPath} is not JSON`);
  }
}
