import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createClassifier, MODELS_DIR, ModelFiles } from '@emostream/classifier';
import { EMOTIONS } from '@emostream/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CONTENT = 'not really a model';

const MANIFEST = {
  id: 'test-model',
  architecture: 'compact',
  labels: [...EMOTIONS],
  input: { shape: [48, 48, 1], range: [0, 255] },
  preprocessing: '1',
  parameters: 1,
  multiplyAdds: 1,
  trainingData: 'none',
  temperature: 1,
  certainty: { minProbability: 0.5, chosenOn: null, precision: null, share: null },
  metrics: {},
  files: { 'model.onnx': createHash('sha256').update(CONTENT).digest('hex') },
};

describe('ModelFiles', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'model-'));
    await writeFile(path.join(dir, 'model.onnx'), CONTENT);
  });
  afterEach(() => rm(dir, { recursive: true }));

  const writeManifest = (manifest: unknown) =>
    writeFile(path.join(dir, 'manifest.json'), JSON.stringify(manifest));

  it('reads a file that is what the manifest says', async () => {
    await writeManifest(MANIFEST);
    const files = await ModelFiles.open(dir);
    expect(files.manifest.id).toBe('test-model');
    expect((await files.read('model.onnx')).toString()).toBe(CONTENT);
  });

  it('refuses labels in another order, naming both orders', async () => {
    const labels = [...EMOTIONS].reverse();
    await writeManifest({ ...MANIFEST, labels });
    await expect(ModelFiles.open(dir)).rejects.toThrow(
      `orders its labels ${labels.join(', ')}; needed: ${EMOTIONS.join(', ')}`,
    );
  });

  it('refuses a manifest without one of the labels', async () => {
    await writeManifest({ ...MANIFEST, labels: EMOTIONS.slice(1) });
    await expect(ModelFiles.open(dir)).rejects.toThrow('orders its labels');
  });

  it('refuses an input of another shape, naming the field', async () => {
    await writeManifest({ ...MANIFEST, input: { shape: [64, 64, 1], range: [0, 255] } });
    await expect(ModelFiles.open(dir)).rejects.toThrow(/no model manifest:[\s\S]*input\.shape/);
  });

  it('says where a model is missing', async () => {
    await expect(ModelFiles.open(dir)).rejects.toThrow(`no model in ${dir}`);
  });

  it('says that a manifest is not JSON', async () => {
    await writeFile(path.join(dir, 'manifest.json'), '{');
    await expect(ModelFiles.open(dir)).rejects.toThrow('is not JSON');
  });

  it('refuses a file that was changed', async () => {
    await writeManifest(MANIFEST);
    await writeFile(path.join(dir, 'model.onnx'), `${CONTENT}!`);
    const files = await ModelFiles.open(dir);
    await expect(files.read('model.onnx')).rejects.toThrow(/model\.onnx has the SHA-256/);
  });

  it('refuses a file that the manifest does not name, and one that is missing', async () => {
    await writeManifest({ ...MANIFEST, files: { 'gone.bin': '0'.repeat(64) } });
    const files = await ModelFiles.open(dir);
    await expect(files.read('model.onnx')).rejects.toThrow('does not name model.onnx');
    await expect(files.read('gone.bin')).rejects.toThrow('gone.bin is missing');
  });

  it('keeps a classifier from loading a swapped model', async () => {
    await writeManifest({ ...MANIFEST, labels: [...EMOTIONS].sort().reverse() });
    await expect(createClassifier({ engine: 'onnx', modelDir: dir })).rejects.toThrow('labels');
  });

  it('finds every file of the shipped model unchanged', async () => {
    const files = await ModelFiles.open(path.join(MODELS_DIR, 'emotion'));
    const names = Object.keys(files.manifest.files);
    expect(names).toContain('model.onnx');
    expect(names).toContain('model.json');
    for (const name of names) expect((await files.read(name)).length).toBeGreaterThan(0);
  });
});
