import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { callServer } from './callServer.ts';
import {
  EXPORT_USAGE,
  type ExportArguments,
  parseExportArguments,
} from './parseExportArguments.ts';
import { runCommand } from './runCommand.ts';

/** `npm run export-session`: fetches an export as it is written, to a file or to standard output. */
async function exportSession(args: readonly string[]): Promise<number> {
  const asked = parseExportArguments(args);
  const response = await callServer(addressOf(asked), { bearer: asked.key });
  if (!response.body) throw new Error('the server sent no file');
  const body = Readable.fromWeb(response.body);
  if (asked.outFile === null) {
    await pipeline(body, process.stdout, { end: false }).catch(unfinished);
  } else {
    await writeWhole(body, asked.outFile);
  }
  return 0;
}

function addressOf({ url, code, format, participantId, fromMs, toMs, values }: ExportArguments) {
  const address = new URL(`/api/sessions/${code}/export`, url);
  address.searchParams.set('format', format);
  const limits = { participant: participantId, from: fromMs, to: toMs, values };
  for (const [name, value] of Object.entries(limits)) {
    if (value !== null) address.searchParams.set(name, String(value));
  }
  return address.href;
}

/** Writes beside the file first, so that what bears its name is whole. */
async function writeWhole(body: Readable, file: string): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  try {
    await pipeline(body, createWriteStream(part, { flags: 'wx' }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('E')) throw new Error(`--out ${file}: ${message}`);
    unfinished(error);
  }
}

function unfinished(error: unknown): never {
  const { cause, message } = error as Error & { cause?: Error };
  throw new Error(`the export ended before it was whole: ${cause?.message ?? message}`);
}

await runCommand(EXPORT_USAGE, exportSession);
