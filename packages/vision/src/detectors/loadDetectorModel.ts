import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import type { DetectorName } from '../FaceDetector.ts';

/** One thread a session: the server runs several analyzers side by side, each in its worker. */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};

/**
 * Opens `<name>.onnx` of a folder written by `npm run export-detectors`.
 *
 * @throws if a file is missing or the model is not the one that its manifest names
 */
export async function loadDetectorModel(
  detectorsDir: string,
  name: DetectorName | 'landmarks',
): Promise<InferenceSession> {
  const file = `${name}.onnx`;
  const manifestPath = path.join(detectorsDir, 'manifest.json');
  const manifest: { files?: Record<string, { sha256?: string } | undefined> } = JSON.parse(
    await readFile(manifestPath, 'utf8'),
  );
  const expected = manifest.files?.[file]?.sha256;
  if (expected === undefined) throw new Error(`${manifestPath} does not name ${file}`);
  const bytes = await readFile(path.join(detectorsDir, file));
  if (createHash('sha256').update(bytes).digest('hex') !== expected) {
    throw new Error(`${path.join(detectorsDir, file)} is not the file that its manifest names`);
  }
  return InferenceSession.create(bytes, SESSION_OPTIONS);
}
