import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteTimelineStore } from '../store/SqliteTimelineStore.ts';
import { storeErrorOf } from '../store/storeErrorOf.ts';
import type { ExportAnswer, ExportRequest, ExportWorkerSettings } from './exportMessages.ts';
import { exportSession } from './exportSession.ts';

const encoder = new TextEncoder();

/** So much later is its turn than that of the other threads, in Linux's steps of which the last is 19. */
const STEPS_BACK = 10;

/** Live frames come first. On Linux a thread has a priority of its own; elsewhere it would be the process's. */
function stepBack(): void {
  if (process.platform === 'linux') os.setPriority(Math.min(19, os.getPriority() + STEPS_BACK));
}

/** With a memory of its own, which can move to the server's thread. */
function bytesOf(piece: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return typeof piece === 'string' ? encoder.encode(piece) : new Uint8Array(piece);
}

/** Answers a request piece by piece, as it is asked for them. Resolves when nobody wants another. */
function serve(
  opening: Promise<SqliteTimelineStore>,
  { format, options, port }: ExportRequest,
): Promise<void> {
  const pieces = (async function* () {
    yield* exportSession(format, await opening, options);
  })();
  const next = async (): Promise<ExportAnswer> => {
    try {
      const { done, value } = await pieces.next();
      return done ? { type: 'end' } : { type: 'piece', bytes: bytesOf(value) };
    } catch (error) {
      const { kind, message } = storeErrorOf(error);
      return { type: 'failed', kind, message };
    }
  };
  return new Promise((resolve) => {
    port.on('message', async () => {
      const answer = await next();
      port.postMessage(answer, answer.type === 'piece' ? [answer.bytes.buffer] : []);
    });
    // After the piece that is being made.
    port.on('close', () => resolve(pieces.return().then(() => {})));
  });
}

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker thread.');
  stepBack();
  const { filePath } = workerData as ExportWorkerSettings;
  const opening = SqliteTimelineStore.openForReading(filePath);
  // Whoever asks for an export is told.
  opening.catch(() => {});
  const running = new Set<Promise<void>>();
  port.on('message', async (request: ExportRequest | null) => {
    if (request) {
      const served = serve(opening, request);
      running.add(served);
      await served.catch(() => {});
      running.delete(served);
    } else {
      port.close();
      await Promise.allSettled(running);
      await opening.then((store) => store.close()).catch(() => {});
    }
  });
}

await main();
