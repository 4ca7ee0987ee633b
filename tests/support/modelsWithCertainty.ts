import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MODELS_DIR, modelManifestSchema } from '@emostream/classifier';

/** The shipped models in a folder of their own, but for the probability from which on they are certain. */
export async function modelsWithCertainty(minProbability: number): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'emostream-models-'));
  await symlink(path.join(MODELS_DIR, 'detectors'), path.join(folder, 'detectors'), 'junction');
  const emotion = path.join(folder, 'emotion');
  await cp(path.join(MODELS_DIR, 'emotion'), emotion, { recursive: true });
  const file = path.join(emotion, 'manifest.json');
  const manifest = modelManifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const certainty = { ...manifest.certainty, minProbability };
  await writeFile(file, JSON.stringify({ ...manifest, certainty }));
  return folder;
}
