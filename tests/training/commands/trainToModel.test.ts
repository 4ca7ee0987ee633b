import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadNativeTfjs, modelManifestSchema } from '@emostream/classifier';
import { EMOTIONS } from '@emostream/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { torchProblem } from '../../../training/src/torch/findPython.ts';
import { runTrainingCommand } from '../support/runTrainingCommand.ts';
import { TemporaryFolder, tinyDataset } from '../support/TinyDataset.ts';

/** Votes of ten people for each image of `count`: seven for its label, three for neutral. */
function voteFile(count: number): string {
  const columns = [
    'anger',
    'disgust',
    'fear',
    'happiness',
    'neutral',
    'sadness',
    'surprise',
    'contempt',
    'unknown',
    'NF',
  ];
  const rows = Array.from({ length: count }, (_, row) => {
    const label = row % EMOTIONS.length;
    return columns.map((_, k) => (k === label ? 7 : 0) + (k === 4 ? 3 : 0)).join(',');
  });
  return [columns.join(','), ...rows].join('\n');
}

/** From a folder of pictures to a model that loads, by the commands themselves. */
describe('the training commands', () => {
  const folder = new TemporaryFolder();
  const out = path.join(folder.path, 'run');
  const model = path.join(folder.path, 'model');
  let votes: string;
  const trainArgs = () => [
    ...['--data', folder.path, '--out', out, '--backend', 'cpu', '--width', '2'],
    ...['--epochs', '3', '--batch', '7', '--ferplus', votes],
  ];

  beforeAll(async () => {
    await folder.writeImages('train', tinyDataset(14));
    await folder.writeImages('validation', tinyDataset(14, 7, 2));
    votes = folder.write('votes.csv', voteFile(14));
  });
  afterAll(() => folder.dispose());

  it('train, stopped by Ctrl-C and resumed; export; evaluate', async () => {
    const stopped = await runTrainingCommand('train', trainArgs(), 'epoch 1/3');
    expect(stopped.stdout).toContain('--resume');
    expect(stopped.status).toBe(130);

    const again = await runTrainingCommand('train', trainArgs());
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('already holds a run');

    const changed = [...trainArgs(), '--resume', '--lr', '0.02'];
    expect(await runTrainingCommand('train', changed)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('began with lr 0.1, not 0.02'),
    });

    const resumed = await runTrainingCommand('train', [...trainArgs(), '--resume']);
    expect(resumed).toMatchObject({ status: 0, stderr: expect.not.stringContaining('error') });
    expect(resumed.stdout).toContain('epoch 3/3');
    const rows = readFileSync(path.join(out, 'history.csv'), 'utf8').trim().split('\n');
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['1', '2', '3']);

    const exported = await runTrainingCommand('export', [
      ...['--run', out, '--out', model, '--data', folder.path, '--ferplus', votes],
      ...['--training-data', 'bright squares'],
    ]);
    expect(exported).toMatchObject({ status: 0 });
    const text = readFileSync(path.join(model, 'manifest.json'), 'utf8');
    const manifest = modelManifestSchema.parse(JSON.parse(text));
    expect(manifest.trainingData).toBe('bright squares');
    expect(Object.keys(manifest.files)).toEqual(['model.json', 'weights.bin', 'model.onnx']);
    for (const [file, hash] of Object.entries(manifest.files)) {
      const bytes = readFileSync(path.join(model, file));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    }

    for (const labels of ['fer2013', 'ferplus']) {
      const evaluated = await runTrainingCommand('evaluate', [
        ...['--data', folder.path, '--model', model, '--labels', labels, '--ferplus', votes],
        ...['--split', 'validation', '--json', '--out', out],
      ]);
      const evaluation = JSON.parse(evaluated.stdout);
      expect(evaluation).toMatchObject({
        split: 'validation',
        labels,
        count: 14,
        accuracy: manifest.metrics[`validation-${labels}`]?.accuracy,
      });
      expect(Object.keys(evaluation.perClass)).toEqual([...EMOTIONS]);
      const { confusion, macroF1, ece } = evaluation;
      const cells = (confusion as number[][]).flat();
      expect(cells.reduce((sum, cell) => sum + cell, 0)).toBe(14);
      expect(macroF1).toBeLessThanOrEqual(1);
      expect(ece).toBeLessThanOrEqual(1);
      const file = path.join(out, `confusion-validation-${labels}`);
      expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toEqual(evaluation);
      expect(readFileSync(`${file}.svg`, 'utf8')).toContain('</svg>');
    }
  });

  it.each([
    ['train', [], '--data DIR is missing'],
    ['train', ['--data', 'nowhere', '--backend', 'cpu'], 'nowhere: there is no such file'],
    ['train', ['--data', '.', '--lr', 'fast', '--backend', 'cpu'], '--lr fast'],
    ['train', ['--data', '.', '--arch', 'vgg', '--backend', 'cpu'], 'compact'],
    ['evaluate', ['--data', '.', '--split', 'best'], '--split best: use train, validation, test'],
    ['evaluate', ['--data', '.', '--labels', 'ferplus'], '--ferplus FILE'],
    ['export', ['--run', 'nowhere'], 'there is no checkpoint to export'],
  ] as const)('%s %j says in one line what is wrong', async (command, args, reason) => {
    const { status, stderr } = await runTrainingCommand(command, args);
    const lines = stderr.split('\n').filter((line) => line.startsWith('error:'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(reason);
    expect(status).toBe(1);
  });

  it.skipIf(loadNativeTfjs('tfjs-node-gpu').tf !== null)(
    'name the set-up command where no native tfjs loads',
    async () => {
      const args = ['--data', folder.path, '--out', path.join(out, 'gpu')];
      const asked = [...args, '--backend', 'tfjs-node-gpu'];
      const { status, stderr } = await runTrainingCommand('train', asked);
      expect(stderr).toContain('npm run setup:tfjs-node');
      expect(status).toBe(1);
    },
  );

  it.skipIf(torchProblem() !== null).each([
    [['--arch', 'sequential'], 'has no sequential'],
    [['--optimizer', 'adam'], 'has no adam'],
  ])('train by the PyTorch twin refuses what it does not have: %j', async (args, reason) => {
    const asked = ['--data', folder.path, '--out', path.join(out, 'torch'), '--backend', 'torch'];
    const { status, stderr } = await runTrainingCommand('train', [...asked, ...args]);
    expect(stderr).toContain(reason);
    expect(status).toBe(1);
  });

  it.skipIf(torchProblem() === null)('say why PyTorch cannot train here', async () => {
    const asked = ['--data', folder.path, '--out', path.join(out, 'torch'), '--backend', 'torch'];
    const { status, stderr } = await runTrainingCommand('train', asked);
    expect(stderr).toContain('--backend torch needs PyTorch');
    expect(status).toBe(1);
  });
});
