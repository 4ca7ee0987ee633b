import type { MessagePort } from 'node:worker_threads';
import type { ExportFormat } from '@emostream/protocol';
import type { StoreError } from '../store/TimelineStore.ts';
import type { ExportOptions } from './ExportOptions.ts';

/** What the exports' thread is started with. */
export interface ExportWorkerSettings {
  readonly filePath: string;
}

/** What it is asked for. */
export interface ExportRequest {
  readonly format: ExportFormat;
  readonly options: ExportOptions;
  /** Each message on it asks for one answer. Whoever closes it wants no more. */
  readonly port: MessagePort;
}

/** An answer on a request's port. An error crosses as its parts, for a thread's classes are not those of another. */
export type ExportAnswer =
  | { readonly type: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'end' }
  | { readonly type: 'failed'; readonly kind: StoreError['kind']; readonly message: string };
