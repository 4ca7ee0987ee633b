import { pino } from 'pino';
import type { AnalyzerIdentity } from './analysis/AnalyzerThread.ts';
import { createServer, type StreamServer } from './createServer.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';

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
  process.stdout.write(`\n  Emostream is at ${server.url}\n\n`);
}

function readSettingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (error instanceof SettingsError) exitWith(`Settings that cannot be used:\n${error.message}`);
    throw error;
  }
}

async function listenOrExit(settings: Settings, log: pino.Logger): Promise<StreamServer> {
  try {
    return await createServer({ settings, log });
  } catch (error) {
    exitWith(listenProblem(error as NodeJS.ErrnoException, settings));
  }
}

function listenProblem({ code, message }: NodeJS.ErrnoException, settings: Settings): string {
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
