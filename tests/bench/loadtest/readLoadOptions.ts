import { parseArgs } from 'node:util';
import { UsageError } from '../../../apps/cli/src/UsageError.ts';
import { FACE_COUNTS, type FaceCount } from '../makeClip.ts';

/** What a load test is asked for. */
export interface LoadOptions {
  /** Null: as many as are held, which is found out. */
  readonly publishers: number | null;
  readonly fps: number;
  readonly viewers: number;
  readonly seconds: number;
  /** Publishers of one session. */
  readonly session: number;
  readonly faces: FaceCount;
  readonly overload: boolean;
  /** Minutes of the load; null: none of it. */
  readonly soak: number | null;
  /** Analyzer threads of each server in turn; null: one server with its own default. */
  readonly workers: readonly number[] | null;
  /** A server that runs; null: one of its own. */
  readonly url: string | null;
  readonly json: boolean;
}

/** @throws UsageError in a sentence */
export function readLoadOptions(args: readonly string[]): LoadOptions {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const faces = FACE_COUNTS.find((count) => String(count) === values.faces);
  if (faces === undefined) throw new UsageError(`--faces is one of ${FACE_COUNTS.join(', ')}.`);
  if (values.url !== undefined && values.workers !== undefined) {
    throw new UsageError('--workers is for servers of its own: without --url.');
  }
  const optional = (name: string, text: string | undefined, least: number) =>
    text === undefined ? null : numberOf(name, text, least);
  return {
    publishers:
      values.publishers === undefined ? null : countOf('publishers', values.publishers, 1),
    fps: numberOf('fps', values.fps, 0.1),
    viewers: countOf('viewers', values.viewers, 0),
    seconds: numberOf('seconds', values.seconds, 1),
    session: countOf('session', values.session, 1),
    faces,
    overload: values.overload,
    soak: optional('soak', values.soak, 2),
    workers: values.workers?.split(',').map((count) => countOf('workers', count, 1)) ?? null,
    url: values.url ?? null,
    json: values.json,
  };
}

function numberOf(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= least) return number;
  throw new UsageError(`--${name} is a number of ${least} or more.`);
}

function countOf(name: string, text: string, least: number): number {
  const number = numberOf(name, text, least);
  if (Number.isInteger(number)) return number;
  throw new UsageError(`--${name} is a whole number.`);
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      publishers: { type: 'string' },
      fps: { type: 'string', default: '10' },
      viewers: { type: 'string', default: '0' },
      seconds: { type: 'string', default: '10' },
      session: { type: 'string', default: '1' },
      faces: { type: 'string', default: '1' },
      overload: { type: 'boolean', default: false },
      soak: { type: 'string' },
      workers: { type: 'string' },
      url: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  }).values;
}
