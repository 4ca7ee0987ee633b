import { parseArgs } from 'node:util';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  sessionCodeSchema,
  VALUE_KINDS,
  type ValueKind,
} from '@emostream/protocol';
import { UsageError } from './UsageError.ts';

/** What `npm run export-session` was asked to do. */
export interface ExportArguments {
  /** The server's origin. */
  readonly url: string;
  readonly code: string;
  readonly key: string;
  readonly format: ExportFormat;
  readonly participantId: string | null;
  /** Milliseconds since the epoch; from (inclusive) and to (exclusive). */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly values: ValueKind | null;
  /** Standard output where it is null. */
  readonly outFile: string | null;
}

export const EXPORT_USAGE = `Fetches what was recorded of a session, in a format of your choice.

  npm run export-session -- --url URL --code CODE --key KEY --format FORMAT [options]

  --url URL           where the server is, such as http://localhost:3000
  --code CODE         the session's code
  --key KEY           the host's key, a participant's for their own rows, or the admin token
  --format FORMAT     csv, jsonl, parquet    every face, with all that is recorded of it
                      webvtt, elan           for video players; for ELAN (tab-separated)
                      openface, pyfeat, fer  columns as those programs write them
                      svg, png               a chart

  --participant ID    the rows of this participant alone
  --from MS, --to MS  rows from this time on and before that one, in milliseconds since 1970
  --values KIND       raw, smoothed or adjusted, for formats that have room for one kind
  --out FILE          write to FILE; otherwise to standard output
  --help              this text

The exit status is 1 if the export failed and 2 if the command could not be understood.
A server with a certificate of its own making is trusted by NODE_EXTRA_CA_CERTS=data/tls-cert.pem.
`;

/** @throws UsageError */
export function parseExportArguments(args: readonly string[]): ExportArguments {
  const { url, key, participant, out, ...values } = parse(args);
  const code = sessionCodeSchema.safeParse(values.code?.toUpperCase());
  if (!url || !URL.canParse(url)) throw new UsageError('--url must be the address of a server');
  if (!code.success) throw new UsageError('--code must be the code of a session');
  if (!key) throw new UsageError('--key is missing');
  const kind = values.values;
  return {
    url: new URL(url).origin,
    code: code.data,
    key,
    format: oneOf('--format', values.format, EXPORT_FORMATS),
    participantId: participant ?? null,
    fromMs: time('--from', values.from),
    toMs: time('--to', values.to),
    values: kind === undefined ? null : oneOf('--values', kind, VALUE_KINDS),
    outFile: out ?? null,
  };
}

function oneOf<Name extends string>(
  flag: string,
  text: string | undefined,
  names: readonly Name[],
): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new UsageError(`${flag} must be one of ${names.join(', ')}`);
  return found;
}

function time(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = Number(text);
  if (text.trim() !== '' && Number.isFinite(ms) && ms >= 0) return ms;
  throw new UsageError(`${flag} must be a time in milliseconds since 1970`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        code: { type: 'string' },
        key: { type: 'string' },
        format: { type: 'string' },
        participant: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        values: { type: 'string' },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
