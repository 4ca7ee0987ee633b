import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ARCHITECTURES, architectureByName } from '../architectures/architectures.ts';
import { BACKENDS, type BackendName } from '../backend/selectBackend.ts';
import { PRECISIONS, type Precision } from '../layers/precision.ts';
import { type Recipe, recipeSchema } from '../training/Recipe.ts';
import { CommandError } from './CommandError.ts';

/** The recipe's flags: what they are called and what they mean. */
const RECIPE_FLAGS: Readonly<Record<keyof Recipe, readonly [flag: string, meaning: string]>> = {
  epochs: ['epochs', 'epochs in all'],
  batch: ['batch', 'images of one step'],
  optimizer: ['optimizer', 'sgd (Nesterov momentum), adam or muon'],
  lr: ['lr', 'highest learning rate'],
  muonLr: ['muon-lr', 'highest learning rate of kernels under muon'],
  schedule: ['schedule', 'cosine or constant'],
  warmupEpochs: ['warmup', 'epochs in which the rate rises'],
  momentum: ['momentum', 'momentum of sgd and muon'],
  weightDecay: ['weight-decay', 'L2 decay of kernels'],
  labelSmoothing: ['label-smoothing', 'share of a target spread over all classes'],
  ferplusShare: ['ferplus-share', 'share of a target that follows the FER+ votes'],
  average: ['average', "what the weights' average keeps at each step; 0: none"],
  mixup: ['mixup', 'share of batches with mixup'],
  calmShare: ['calm', 'last share of the epochs, without mixup and erasing'],
  mirror: ['mirror', 'mirror half of the images: true or false'],
  rotate: ['rotate', 'largest rotation, degrees'],
  scale: ['scale', 'largest change of size, share'],
  shift: ['shift', 'largest shift, share of the side'],
  brightness: ['brightness', 'largest change of brightness, share of the range'],
  contrast: ['contrast', 'largest change of contrast, share'],
  erase: ['erase', 'share of images with a rectangle painted over'],
  soften: ['soften', 'share of images mixed with a blurred copy'],
  noise: ['noise', 'largest standard deviation of noise, of 256 levels'],
};

const RECIPE_KEYS = Object.keys(RECIPE_FLAGS) as (keyof Recipe)[];

/** What `npm run train` was asked to do. Settings that were not given are absent. */
export interface TrainOptions {
  readonly help: boolean;
  readonly data: string;
  readonly ferplus: string | null;
  readonly out: string;
  readonly resume: boolean;
  readonly backend: BackendName;
  readonly architecture: string | null;
  readonly width: number | null;
  readonly dropout: number | null;
  readonly seed: number | null;
  readonly precision: Precision | null;
  readonly recipe: Partial<Recipe>;
}

/** Reads the command line. @throws CommandError or parseArgs' own error, saying which flag is wrong. */
export function parseTrainOptions(args: readonly string[]): TrainOptions {
  const recipeFlags = RECIPE_KEYS.map((key) => [RECIPE_FLAGS[key][0], { type: 'string' }] as const);
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...(Object.fromEntries(recipeFlags) as Record<string, { type: 'string' }>),
      help: { type: 'boolean' },
      data: { type: 'string' },
      ferplus: { type: 'string' },
      out: { type: 'string' },
      resume: { type: 'boolean' },
      backend: { type: 'string' },
      arch: { type: 'string' },
      width: { type: 'string' },
      dropout: { type: 'string' },
      seed: { type: 'string' },
      precision: { type: 'string' },
    },
  });
  const given = values as Record<string, string | boolean | undefined>;
  const read = <T>(flag: string, schema: z.ZodType<T>): T | null => {
    const text = given[flag];
    if (text === undefined) return null;
    const result = schema.safeParse(plainValue(String(text)));
    if (result.success) return result.data;
    throw new CommandError(`--${flag} ${text}: ${result.error.issues[0]?.message}`);
  };
  const recipe = Object.fromEntries(
    RECIPE_KEYS.map((key) => [
      key,
      read(RECIPE_FLAGS[key][0], recipeSchema.shape[key] as z.ZodType<unknown>),
    ]).filter(([, value]) => value !== null),
  ) as Partial<Recipe>;
  const path = z.coerce.string().min(1);
  const help = given.help === true;
  const data = read('data', path);
  if (data === null && !help)
    throw new CommandError('--data DIR is missing (--help lists the flags)');
  const architecture = read('arch', z.coerce.string());
  if (architecture !== null && !Object.hasOwn(ARCHITECTURES, architecture)) {
    throw new CommandError(
      `--arch ${architecture}: there are ${Object.keys(ARCHITECTURES).join(', ')}`,
    );
  }
  return {
    help,
    data: data ?? '',
    ferplus: read('ferplus', path),
    out: read('out', path) ?? 'runs/latest',
    resume: given.resume === true,
    backend: read('backend', z.enum(BACKENDS)) ?? 'auto',
    architecture,
    width: read('width', z.number().int().positive()),
    dropout: read('dropout', z.number().min(0).lt(1)),
    seed: read('seed', z.number().int().min(0)),
    precision: read('precision', z.enum(PRECISIONS)),
    recipe,
  };
}

/** Numbers and booleans as such, everything else as text. */
function plainValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The text of `--help`: every flag with what each architecture takes without it. */
export function trainHelp(): string {
  const names = Object.keys(ARCHITECTURES);
  const line = (flag: string, meaning: string): string => `  --${flag.padEnd(24)} ${meaning}`;
  const defaults = names.map((name) => architectureByName(name));
  const own = (value: (name: (typeof defaults)[number]) => unknown): string =>
    `[${defaults.map((one) => `${one.name} ${value(one)}`).join(', ')}]`;
  return [
    'npm run train -- --data DIR [flags]',
    '',
    line('data DIR', 'train|validation/<class>/*.jpg|png, or fer2013.csv / icml_face_data.csv'),
    line('ferplus FILE', 'FER+ votes (fer2013new.csv) for the same rows'),
    line('arch NAME', `${names.join(' or ')} [compact]`),
    line('out DIR', 'folder for checkpoints, history.csv and history.svg [runs/latest]'),
    line(
      'resume',
      'continue the last checkpoint of --out; of its settings only --epochs may change',
    ),
    line('seed N', 'first weights, order and augmentation [1]'),
    line('backend NAME', `${BACKENDS.join(', ')} [auto]`),
    line('precision NAME', 'float32, or bfloat16 in convolutions [what is fast here]'),
    line('width N', `channels of the first stage ${own((one) => one.width)}`),
    line('dropout X', `share dropped ${own((one) => one.dropout)}`),
    ...RECIPE_KEYS.map((key) =>
      line(`${RECIPE_FLAGS[key][0]} X`, `${RECIPE_FLAGS[key][1]} ${own((one) => one.recipe[key])}`),
    ),
  ].join('\n');
}
