import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildSsdDetector } from '../detectors/buildSsdDetector.ts';
import { buildTinyDetector } from '../detectors/buildTinyDetector.ts';
import { buildTinyLandmarks } from '../detectors/buildTinyLandmarks.ts';
import { FaceApiWeights } from '../detectors/FaceApiWeights.ts';

const NETWORKS = [
  {
    file: 'tiny.onnx',
    network: 'tiny_face_detector_model',
    build: buildTinyDetector,
  },
  {
    file: 'ssd.onnx',
    network: 'ssd_mobilenetv1_model',
    build: buildSsdDetector,
  },
  {
    file: 'landmarks.onnx',
    network: 'face_landmark_68_tiny_model',
    build: buildTinyLandmarks,
  },
] as const;

/** Writes `models/detectors/` from the weights in the installed `@vladmandic/face-api` package. */
function exportDetectors(): void {
  const packagePath = createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(packagePath, 'utf8')));
  const modelDir = path.join(path.dirname(packagePath), 'model');
  const outDir = fileURLToPath(new URL('../../../models/detectors/', import.meta.url));
  mkdirSync(outDir, { recursive: true });

  const files: Record<string, unknown> = {};
  for (const { file, network, build } of NETWORKS) {
    const bytes = build(new FaceApiWeights(modelDir, network));
    writeFileSync(path.join(outDir, file), bytes);
    files[file] = {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      source: `@vladmandic/face-api ${version}, model/${network}.bin`,
      license: 'MIT, Copyright (c) Vladimir Mandic',
    };
    console.log(`${path.join('models/detectors', file)}  ${(bytes.length / 1e6).toFixed(2)} MB`);
  }
  writeFileSync(path.join(outDir, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`);
}

exportDetectors();
