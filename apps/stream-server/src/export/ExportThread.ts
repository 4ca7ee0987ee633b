import { Readable } from 'node:stream';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { ExportFormat } from '@emostream/protocol';
import { StoreError } from '../store/TimelineStore.ts';
import type { ExportOptions } from './ExportOptions.ts';
import type { ExportAnswer, ExportRequest, ExportWorkerSettings } from './exportMessages.ts';

/** Of a file, what may lie ready for a reader. Bytes. */
const READY_BYTES = 256 * 1024;

/**
 * Makes the files of exports in a thread with its own connection to the database, so that neither the
 * server's own thread nor the recording waits for one. There is a thread while there are exports; all
 * share it, a piece in turn, so that a slow reader keeps nobody from theirs.
 */
export class ExportThread {
  readonly #settings: ExportWorkerSettings;
  readonly #threads = new Map<Worker, Set<Readable>>();
  #worker: Worker | null = null;

  /** @param settings with the file of a store that is open */
  constructor(settings: ExportWorkerSettings) {
    this.#settings = settings;
  }

  /**
   * A session's rows as a file, made as they are read. Destroying the stream stops the work.
   *
   * @returns a stream that fails with a StoreError where the rows cannot be read, or the thread dies
   */
  export(format: ExportFormat, options: ExportOptions): Readable {
    const { port1, port2 } = new MessageChannel();
    const worker = this.#worker ?? this.#start();
    const files = this.#threads.get(worker);
    const request: ExportRequest = { format, options, port: port2 };
    worker.postMessage(request, [port2]);
    const file = fileOf(port1);
    files?.add(file);
    file.once('close', () => {
      files?.delete(file);
      if (files?.size === 0) this.#end(worker);
    });
    return file;
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    const exits = [...this.#threads.keys()].map(
      (worker) => new Promise((resolve) => worker.once('exit', resolve)),
    );
    for (const files of this.#threads.values()) for (const file of files) file.destroy();
    await Promise.all(exits);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./startExportWorker.mjs', import.meta.url), {
      workerData: this.#settings,
      // None of what the server's own thread was started with.
      execArgv: [],
      name: 'exports',
    });
    const files = new Set<Readable>();
    this.#worker = worker;
    this.#threads.set(worker, files);
    worker.on('error', (error) => {
      const message = error instanceof Error ? error.message : String(error);
      for (const file of files) file.destroy(new StoreError('failed', message));
    });
    worker.once('exit', () => {
      this.#threads.delete(worker);
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }

  /** Lets a thread go that has nothing to do: it ends by itself. */
  #end(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
    worker.postMessage(null);
  }
}

/** What comes by a port, asked for as it is read. */
function fileOf(port: MessagePort): Readable {
  const file = new Readable({
    highWaterMark: READY_BYTES,
    read: () => port.postMessage(null),
    destroy: (error, done) => {
      port.close();
      done(error);
    },
  });
  port.on('message', (answer: ExportAnswer) => {
    if (answer.type === 'piece') file.push(answer.bytes);
    else if (answer.type === 'end') file.push(null);
    else file.destroy(new StoreError(answer.kind, answer.message));
  });
  port.on('close', () => {
    if (!file.readableEnded && !file.destroyed) {
      file.destroy(new StoreError('failed', 'The thread of the exports ended.'));
    }
  });
  return file;
}
