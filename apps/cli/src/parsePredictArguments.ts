import { parseArgs } from 'node:util';
import { ENGINE_NAMES, type EngineName } from '@emostream/classifier';
import type { DetectorName } from '@emostream/vision';
import { UsageError } from './UsageError.ts';

/** What `npm run predict` was asked to do. */
export interface PredictArguments {
  readonly paths: readonly string[];
  readonly json: boolean;
  /** Folder for annotated copies. */
  readonly outDir: string | null;
  readonly detector: DetectorName;
  readonly whole: boolean;
  readonly engine: EngineName | 'auto';
}

export const PREDICT_USAGE = `Expression estimates for the faces in pictures.

  npm run predict -- PATH... [options]

PATH is a JPEG, PNG or WebP picture, or a folder that is searched for them.

  --json                 one JSON object a line instead of text
  --out DIR              write annotated copies of the pictures to DIR
  --detector ssd|tiny    how faces are found; ssd, the default, finds more in pictures
  --whole                take each picture as one face, without looking for faces
  --engine NAME          auto (default), ${ENGINE_NAMES.join(', ')}
  --help                 this text

The exit status is 1 if a picture could not be read and 2 if the command could not be understood.
`;

/** @throws UsageError */
export function parsePredictArguments(args: readonly string[]): PredictArguments {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError('name at least one picture or folder');
  const detector = values.detector ?? 'ssd';
  if (detector !== 'ssd' && detector !== 'tiny') {
    throw new UsageError(`unknown detector ${detector}: ssd or tiny`);
  }
  const engine = (['auto', ...ENGINE_NAMES] as const).find((name) => name === values.engine);
  if (engine === undefined) {
    throw new UsageError(`unknown engine ${values.engine}: auto, ${ENGINE_NAMES.join(', ')}`);
  }
  return {
    paths: positionals,
    json: values.json,
    outDir: values.out ?? null,
    detector,
    whole: values.whole,
    engine,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        detector: { type: 'string' },
        whole: { type: 'boolean', default: false },
        engine: { type: 'string', default: 'auto' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
