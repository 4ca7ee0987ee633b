import { existsSync } from 'node:fs';
import path from 'node:path';
import { architectureByName } from '../architectures/architectures.ts';
import { selectBackend } from '../backend/selectBackend.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { bestPrecision } from '../layers/precision.ts';
import { runTorchTraining } from '../torch/runTorchTraining.ts';
import { type RunConfig, readCheckpoint } from '../training/checkpoint.ts';
import { BEST_CHECKPOINT, LAST_CHECKPOINT, runTraining } from '../training/runTraining.ts';
import { CommandError } from './CommandError.ts';
import { runCommand } from './runCommand.ts';
import { TrainingReporter } from './TrainingReporter.ts';
import { parseTrainOptions, type TrainOptions, trainHelp } from './trainOptions.ts';

/** Exit status of a program stopped by Ctrl-C. */
const INTERRUPTED = 130;

async function train(): Promise<number> {
  const options = parseTrainOptions(process.argv.slice(2));
  if (options.help) {
    console.log(trainHelp());
    return 0;
  }
  const backend = await selectBackend(options.backend).catch((error: Error) => {
    throw new CommandError(error.message);
  });
  const config = options.resume ? resumedConfig(options) : newConfig(options);
  if (backend === 'torch') refuseUntwinned(config);
  const trainSplit = await loadDataset(options.data, 'train', options.ferplus);
  const validation = await loadDataset(options.data, 'validation', options.ferplus);
  const votes = trainSplit.votes ? `, ${config.recipe.ferplusShare * 100} % FER+ votes` : '';
  console.log(
    `${config.architecture} on ${backend} (${config.precision}): ${trainSplit.count} images to train, ` +
      `${validation.count} to validate${votes}`,
  );

  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  const reporter = new TrainingReporter(config.recipe.epochs);
  const run = backend === 'torch' ? runTorchTraining : runTraining;
  const history = await run({
    config,
    train: trainSplit,
    validation,
    directory: options.out,
    resume: options.resume,
    progress: reporter,
    signal: controller.signal,
  });
  reporter.stop();
  const best = history.reduce((a, b) => (b.validationAccuracy > a.validationAccuracy ? b : a), {
    epoch: 0,
    validationAccuracy: 0,
  });
  if (best.epoch > 0) {
    const file = path.join(options.out, BEST_CHECKPOINT);
    const percent = (best.validationAccuracy * 100).toFixed(2);
    console.log(`best: epoch ${best.epoch}, ${percent} % validation accuracy, in ${file}`);
  }
  if (!controller.signal.aborted) return 0;
  const command = history.length > 0 ? 'Add --resume to the same command' : 'Run the same command';
  console.log(`stopped after ${history.length} whole epochs. ${command} to go on.`);
  return INTERRUPTED;
}

/** @throws CommandError for what the PyTorch twin does not have; it would train something else */
function refuseUntwinned({ architecture, recipe }: RunConfig): void {
  if (architecture !== 'compact') {
    throw new CommandError(`--backend torch has no ${architecture}; it trains compact`);
  }
  if (recipe.optimizer === 'adam') {
    throw new CommandError('--backend torch has no adam; use --optimizer sgd or muon');
  }
}

/** The architecture's own settings with what the command line says otherwise. */
function newConfig(options: TrainOptions): RunConfig {
  if (existsSync(path.join(options.out, LAST_CHECKPOINT))) {
    throw new CommandError(
      `${options.out} already holds a run: add --resume to continue it, or name another folder with --out`,
    );
  }
  const architecture = architectureByName(options.architecture ?? 'compact');
  return {
    architecture: architecture.name,
    width: options.width ?? architecture.width,
    dropout: options.dropout ?? architecture.dropout,
    seed: options.seed ?? 1,
    precision: options.precision ?? bestPrecision(),
    recipe: { ...architecture.recipe, ...options.recipe },
  };
}

/**
 * The settings that the run began with. Only the number of epochs may be another one, which moves the
 * schedule.
 */
function resumedConfig(options: TrainOptions): RunConfig {
  const file = path.join(options.out, LAST_CHECKPOINT);
  if (!existsSync(file)) throw new CommandError(`${file}: there is no checkpoint to resume`);
  const { config } = readCheckpoint(file);
  const { recipe, architecture, width, dropout, seed, precision } = options;
  const { epochs = config.recipe.epochs, ...others } = recipe;
  const began: Readonly<Record<string, unknown>> = { ...config, ...config.recipe };
  const asked = { architecture, width, dropout, seed, precision, ...others };
  for (const [name, value] of Object.entries(asked)) {
    if (value === null || value === began[name]) continue;
    throw new CommandError(
      `${options.out} began with ${name} ${began[name]}, not ${value}: a resumed run keeps its settings; ` +
        'leave the flag out, or begin anew in another folder with --out',
    );
  }
  return { ...config, recipe: { ...config.recipe, epochs } };
}

await runCommand(train);
