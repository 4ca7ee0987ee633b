import { parentPort, workerData } from 'node:worker_threads';
import { SqliteTimelineStore } from './SqliteTimelineStore.ts';
import type { MessageFromStore, StoreAnswer, StoreCall } from './storeCalls.ts';
import { storeErrorOf } from './storeErrorOf.ts';

/** What the store's thread is started with. */
export interface TimelineWorkerSettings {
  readonly filePath: string;
}

async function answerTo(store: SqliteTimelineStore, call: StoreCall): Promise<StoreAnswer> {
  try {
    const method = store[call.method] as (...args: unknown[]) => Promise<unknown>;
    return { id: call.id, ok: true, value: await method.apply(store, [...call.args]) };
  } catch (error) {
    const { kind, message } = storeErrorOf(error);
    return { id: call.id, ok: false, kind, message };
  }
}

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker thread.');
  const send = (message: MessageFromStore) => port.postMessage(message);
  try {
    const store = await SqliteTimelineStore.open((workerData as TimelineWorkerSettings).filePath);
    port.on('message', async (call: StoreCall) => {
      send({ type: 'answer', ...(await answerTo(store, call)) });
    });
    send({ type: 'open' });
  } catch (error) {
    const { kind, message } = storeErrorOf(error);
    send({ type: 'refused', kind, message });
  }
}

await main();
