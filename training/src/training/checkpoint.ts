import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { PRECISIONS } from '../layers/precision.ts';
import { CheckpointError } from './CheckpointError.ts';
import { recipeSchema } from './Recipe.ts';
import type { TrainerState } from './Trainer.ts';

/** First bytes of a checkpoint file. */
const MAGIC = 'EMOCKPT1';

/** One line of a run's history. */
export const historyRowSchema = z.object({
  epoch: z.number().int(),
  lr: z.number(),
  trainLoss: z.number(),
  trainAccuracy: z.number(),
  validationLoss: z.number(),
  validationAccuracy: z.number(),
  seconds: z.number(),
});
export type HistoryRow = z.infer<typeof historyRowSchema>;

/** What was asked for when the run began; a resumed run goes by it. */
export const runConfigSchema = z.object({
  architecture: z.string(),
  width: z.number().int().positive(),
  dropout: z.number().min(0).max(1),
  seed: z.number().int(),
  precision: z.enum(PRECISIONS),
  recipe: recipeSchema,
});
export type RunConfig = z.infer<typeof runConfigSchema>;

const headerSchema = z.object({
  config: runConfigSchema,
  history: z.array(historyRowSchema),
  epoch: z.number().int(),
  steps: z.number().int(),
  /** Lengths of the vectors that follow, in the order of `vectorsOf`. */
  lengths: z.array(z.number().int()).min(4),
});

/** A run between two epochs. */
export interface Checkpoint {
  readonly config: RunConfig;
  readonly history: readonly HistoryRow[];
  readonly state: TrainerState;
}

/**
 * Writes a checkpoint: magic, header length (uint32), header (JSON), padding to 4 bytes, float32 vectors;
 * all little-endian. The file appears whole or not at all: it is written beside and renamed.
 */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const { state } = checkpoint;
  const vectors = [
    state.trained,
    state.statistics,
    state.averagedTrained,
    state.averagedStatistics,
    ...state.slots,
  ];
  const header = Buffer.from(
    JSON.stringify({
      config: checkpoint.config,
      history: checkpoint.history,
      epoch: state.epoch,
      steps: state.steps,
      lengths: vectors.map((vector) => vector.length),
    }),
  );
  const prefix = Buffer.alloc(MAGIC.length + 4);
  prefix.write(MAGIC, 'latin1');
  prefix.writeUInt32LE(header.length, MAGIC.length);
  const padding = Buffer.alloc((4 - ((prefix.length + header.length) % 4)) % 4);
  const bytes = vectors.map((vector) =>
    Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
  );
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, Buffer.concat([prefix, header, padding, ...bytes]));
  renameSync(beside, file);
}

/** Reads a checkpoint. @throws CheckpointError naming the file when it is missing or not a whole checkpoint. */
export function readCheckpoint(file: string): Checkpoint {
  if (!existsSync(file)) throw new CheckpointError(`${file}: there is no checkpoint`);
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new CheckpointError(`${file}: is not a checkpoint`);
  }
  const start = MAGIC.length + 4;
  if (bytes.length < start) throw new CheckpointError(`${file}: is cut short`);
  const headerLength = bytes.readUInt32LE(MAGIC.length);
  const text = bytes.toString('utf8', start, start + headerLength);
  const header = parseHeader(text);
  if (!header) throw new CheckpointError(`${file}: is cut short or was written by another version`);
  const { config, history, epoch, steps, lengths } = header;
  let at = Math.ceil((start + headerLength) / 4) * 4;
  const vectors = lengths.map((length) => {
    if (at + length * 4 > bytes.length) throw new CheckpointError(`${file}: is cut short`);
    const vector = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + length * 4),
    );
    at += length * 4;
    return vector;
  });
  const [trained, statistics, averagedTrained, averagedStatistics, ...slots] = vectors;
  if (!trained || !statistics || !averagedTrained || !averagedStatistics) {
    throw new CheckpointError(`${file}: is cut short`);
  }
  return {
    config,
    history,
    state: { epoch, steps, trained, statistics, averagedTrained, averagedStatistics, slots },
  };
}

function parseHeader(text: string): z.infer<typeof headerSchema> | undefined {
  try {
    return headerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
