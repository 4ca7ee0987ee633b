import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { ApiApp } from './ApiServices.ts';

/** Below this an answer gets no smaller that anybody would notice. Bytes. */
const LEAST_BYTES = 1024;
/** Of 0 to 11: pages and scripts come out within a tenth of the smallest, in a fraction of its time. */
const BROTLI_QUALITY = 5;

/**
 * Sends what is text (pages, scripts, styles, JSON, exports as text) by Brotli or gzip to whoever takes it,
 * for all routes that are registered after it. Pictures and Parquet are compressed as they are; a route
 * whose answer must not wait for more of it says `compress: false`.
 */
export async function registerCompression(app: ApiApp): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: LEAST_BYTES,
    // In zlib's threads, however small: the server's own has frames to take.
    syncThreshold: 0,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    customTypes: /^text\/|[/+-](?:json|ndjson|xml|javascript)(?:;|$)/,
    // Nobody sends us anything that gains by it.
    globalDecompression: false,
  });
}
