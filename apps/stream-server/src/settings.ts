import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** One row of the settings table: the variable, what it does, and how its text becomes a value. */
interface Setting<T extends z.ZodType> {
  readonly description: string;
  readonly schema: T;
}

function setting<T extends z.ZodType>(description: string, schema: T): Setting<T> {
  return { description, schema };
}

const wholeNumber = z.coerce
  .number({ error: ({ code }) => (code === 'invalid_type' ? 'not a number' : undefined) })
  .int('not a whole number');
const count = wholeNumber.positive('not above 0');
/** What a timer can count: Node ends longer ones at once. */
const timerSeconds = count.max(86_400);
const repositoryPath = (relative: string) =>
  fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

/** Every `EMOSTREAM_*` variable. The README's table is made from this one. */
export const SETTINGS = {
  EMOSTREAM_HOST: setting(
    'Address to listen on; `0.0.0.0` for other machines',
    z.string().min(1).default('127.0.0.1'),
  ),
  EMOSTREAM_PORT: setting(
    'Port of the page, the API and the socket; 0 takes a free one',
    wholeNumber.min(0).max(65535).default(3000),
  ),
  EMOSTREAM_ENGINE: setting(
    'What analyzes: `auto`, `onnx`, `tfjs-node-gpu`, `tfjs-node` or `tfjs-wasm`',
    z.enum(['auto', 'onnx', 'tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm']).default('auto'),
  ),
  EMOSTREAM_WORKERS: setting(
    'Analyzer threads; by default one less than the cores, 4 at most',
    count.max(64).default(Math.max(1, Math.min(4, os.availableParallelism() - 1))),
  ),
  EMOSTREAM_LIVE_DETECTOR: setting(
    'Face detector for live video: `tiny` or `ssd`',
    z.enum(['tiny', 'ssd']).default('tiny'),
  ),
  EMOSTREAM_IMAGE_DETECTOR: setting(
    'Face detector for pictures: `tiny` or `ssd`',
    z.enum(['tiny', 'ssd']).default('ssd'),
  ),
  EMOSTREAM_MODELS_DIR: setting(
    'Folder of the models',
    z.string().min(1).default(repositoryPath('models')),
  ),
  EMOSTREAM_WEB_DIR: setting(
    'Folder of the exported pages',
    z.string().min(1).default(repositoryPath('apps/web/out')),
  ),
  EMOSTREAM_DATA_DIR: setting(
    'Folder of the database, the signing key and the certificate',
    z.string().min(1).default(repositoryPath('data')),
  ),
  EMOSTREAM_SECRET: setting(
    'Key that signs seat tokens, 32 characters or more; by default one that is kept in the data folder',
    z.string().min(32).optional(),
  ),
  EMOSTREAM_ADMIN_TOKEN: setting(
    'Token that opens every session, 24 characters or more; by default there is none',
    z.string().min(24).optional(),
  ),
  EMOSTREAM_HTTPS: setting(
    'Serve TLS with a certificate of our own making: `true` or `false`; also `npm start -- --https`',
    z.stringbool().default(false),
  ),
  EMOSTREAM_TOKEN_TTL_S: setting('Life of a seat token in seconds', count.default(900)),
  EMOSTREAM_ALLOWED_ORIGINS: setting(
    'Other origins whose pages may use the API and the socket, separated by commas',
    z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((origin) => origin.trim() || []))
      .pipe(z.array(z.url())),
  ),
  EMOSTREAM_MAX_SESSIONS: setting('Sessions open at once', count.default(100)),
  EMOSTREAM_MAX_PENDING_IMAGES: setting(
    'Pictures that `/api/predict` takes at once',
    count.default(16),
  ),
  EMOSTREAM_MAX_PARTICIPANTS: setting('Participants of one session', count.default(16)),
  EMOSTREAM_MAX_VIEWERS: setting('Viewers of one session', count.default(50)),
  EMOSTREAM_SEAT_HELD_S: setting(
    'Seconds for which a seat is kept for somebody whose connection is gone',
    count.default(120),
  ),
  EMOSTREAM_SESSION_IDLE_S: setting(
    'Seconds after which a session that nobody is connected to ends',
    count.default(86_400),
  ),
  EMOSTREAM_RETENTION_DAYS: setting(
    'Days after its end at which a session is deleted, where its host chose no other',
    count.max(3650).default(30),
  ),
  EMOSTREAM_ANALYSIS_TIMEOUT_S: setting(
    'Seconds after which an analyzer thread that does not answer is replaced',
    timerSeconds.default(30),
  ),
  EMOSTREAM_DRAIN_S: setting(
    'Seconds a stopping server waits, at most, for frames and pictures under analysis',
    timerSeconds.default(5),
  ),
  EMOSTREAM_TRUST_PROXY: setting(
    'Believe the `X-Forwarded-*` headers of the proxy before this server: `true` or `false`',
    z.stringbool().default(false),
  ),
  EMOSTREAM_LOG_LEVEL: setting(
    '`fatal`, `error`, `warn`, `info`, `debug` or `silent`',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ),
} as const;

const settingsSchema = z.object(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]['schema'];
  },
);

/** The settings by variable name, parsed and with defaults. */
export type Settings = z.output<typeof settingsSchema>;

/** The environment holds a setting that cannot be used; the message names each one. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings from an environment such as `process.env`.
 *
 * @throws SettingsError naming every unusable or unknown `EMOSTREAM_*` variable.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.entries(env).filter(
    ([name, value]) => name.startsWith('EMOSTREAM_') && value,
  );
  const unknown = given.flatMap(([name]) =>
    name in SETTINGS ? [] : `${name}: there is no such setting`,
  );
  const parsed = settingsSchema.safeParse(Object.fromEntries(given));
  const unusable = (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path[0]?.toString()}: ${issue.message}`,
  );
  if (!parsed.success || unknown.length > 0) {
    throw new SettingsError([...unknown, ...unusable].join('\n'));
  }
  return parsed.data;
}
