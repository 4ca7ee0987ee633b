import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelManifest } from '@emostream/classifier';
import { EMOTIONS } from '@emostream/protocol';
import * as tf from '@tensorflow/tfjs';
import { countCost } from '../architectures/countCost.ts';
import { IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import { LayersModelConverter } from '../onnx/LayersModelConverter.ts';

/** Version of the crop preprocessing that the training images stand for: square gray crops of 48×48. */
const PREPROCESSING = 'square-luma-48-v1';

/** What a manifest says beyond what the network itself tells. */
export type ModelFacts = Pick<
  ModelManifest,
  'architecture' | 'trainingData' | 'temperature' | 'certainty'
>;

/**
 * Writes a network into a model folder: `model.json` and `weights.bin` for tfjs, `model.onnx`, and
 * `manifest.json` with the SHA-256 of each. The manifest has no metrics yet.
 */
export async function exportModel(
  model: tf.LayersModel,
  directory: string,
  facts: ModelFacts,
): Promise<ModelManifest> {
  mkdirSync(directory, { recursive: true });
  const { json, weights } = await layersModelFiles(model);
  const files = {
    'model.json': json,
    'weights.bin': weights,
    'model.onnx': await LayersModelConverter.convert(model),
  };
  const hashes: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(path.join(directory, name), bytes);
    hashes[name] = createHash('sha256').update(bytes).digest('hex');
  }
  const manifest: ModelManifest = {
    id: `${facts.architecture}-${hashes['weights.bin']?.slice(0, 8)}`,
    architecture: facts.architecture,
    labels: [...EMOTIONS],
    input: { shape: [IMAGE_SIZE, IMAGE_SIZE, 1], range: [0, 255] },
    preprocessing: PREPROCESSING,
    ...countCost(model),
    trainingData: facts.trainingData,
    temperature: facts.temperature,
    certainty: facts.certainty,
    metrics: {},
    files: hashes,
  };
  writeManifest(directory, manifest);
  return manifest;
}

/** Writes a model folder's `manifest.json`. */
export function writeManifest(directory: string, manifest: ModelManifest): void {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeFileSync(path.join(directory, 'manifest.json'), text);
}

/** The two files of tfjs' layers-model format. */
async function layersModelFiles(
  model: tf.LayersModel,
): Promise<{ json: Uint8Array; weights: Uint8Array }> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = artifacts ?? {};
  if (!modelTopology || !weightSpecs || !(weightData instanceof ArrayBuffer)) {
    throw new Error(`model ${model.name} could not be saved`);
  }
  const json = {
    format: 'layers-model',
    generatedBy: 'emostream',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  return {
    json: Buffer.from(`${JSON.stringify(json, null, 1)}\n`),
    weights: new Uint8Array(weightData),
  };
}
