import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { renderUnicodeCompact } from 'uqr';
import type { AnalyzerIdentity } from './analysis/AnalyzerThread.ts';
import { createServer, type StreamServer } from './createServer.ts';
import { lanAddresses } from './secrets/lanAddresses.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import { DataDirTakenError } from './store/claimDataDir.ts';

async function main(): Promise<void> {
  const settings = readSettingsOrExit();
  const log = pino({ level: settings.EMOSTREAM_LOG_LEVEL });
  const server = await listenOrExit(settings, log);
  stopOnSignals(server, log);
  const identity = await readyOrExit(server);
  log.info(
    { engine: identity.engine, reason: identity.engineReason, model: identity.manifest.id },
    'ready for frames',
  );
  process.stdout.write(`\n  Emostream is at ${server.url}\n${phoneLinks(server.url, settings)}\n`);
}

/** Where other devices on the same network find it, as links and a picture to point a phone at. */
function phoneLinks(url: string, settings: Settings): string {
  if (!settings.EMOSTREAM_HTTPS || !['0.0.0.0', '::'].includes(settings.EMOSTREAM_HOST)) return '';
  const links = lanAddresses().map((address) => {
    const link = new URL(url);
    link.hostname = address;
    return link.origin;
  });
  const [first] = links;
  if (!first) return '  (no other network address found)\n';
  return [
    '',
    '  From a phone on the same network:',
    ...links.map((link) => `    ${link}`),
    '',
    renderUnicodeCompact(first).replace(/^/gm, '  '),
    '',
    '  The certificate is of our own making, so the browser warns once; going on is safe there.',
    '',
  ].join('\n');
}

function readSettingsOrExit(): Settings {
  try {
    return readSettings({ ...settingsOfFlags(), ...process.env });
  } catch (error) {
    if (error instanceof SettingsError) exitWith(`Settings that cannot be used:\n${error.message}`);
    throw error;
  }
}

/** `--https` also listens to other machines, unless a host is set: what else would it be for? */
function settingsOfFlags(): Record<string, string> {
  try {
    const { values } = parseArgs({ options: { https: { type: 'boolean', default: false } } });
    return values.https ? { EMOSTREAM_HTTPS: 'true', EMOSTREAM_HOST: '0.0.0.0' } : {};
  } catch (error) {
    exitWith(
      `${(error as Error).message}\nThe one flag is --https; all else is set by EMOSTREAM_* variables.`,
    );
  }
}

async function listenOrExit(settings: Settings, log: pino.Logger): Promise<StreamServer> {
  try {
    return await createServer({ settings, log });
  } catch (error) {
    exitWith(listenProblem(error as NodeJS.ErrnoException, settings));
  }
}

function listenProblem(error: NodeJS.ErrnoException, settings: Settings): string {
  if (error instanceof DataDirTakenError) {
    return `${error.message} Stop it, or set EMOSTREAM_DATA_DIR to another folder.`;
  }
  const { code, message } = error;
  const { EMOSTREAM_HOST: host, EMOSTREAM_PORT: port } = settings;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Stop what uses it, or set EMOSTREAM_PORT to another.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Set EMOSTREAM_PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `EMOSTREAM_HOST ${host} is no address of this machine.`;
    default:
      return `Emostream could not start: ${message}`;
  }
}

async function readyOrExit(server: StreamServer): Promise<AnalyzerIdentity> {
  try {
    return await server.ready;
  } catch (error) {
    // Analyzer threads that still load must not be torn down in the midst of it.
    await server.drain();
    exitWith(`Emostream could not start: ${(error as Error).message}`);
  }
}

function stopOnSignals(server: StreamServer, log: pino.Logger): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      server.drain().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

function exitWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

main().catch((error: unknown) => exitWith(`Emostream could not start: ${String(error)}`));
