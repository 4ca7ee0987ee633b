import { pino } from 'pino';
import { createServer, type StreamServer } from './createServer.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';

async function main(): Promise<void> {
  const settings = readSettingsOrExit();
  const log = pino({ level: settings.EMOSTREAM_LOG_LEVEL });
  const server = await listenOrExit(settings, log);
  stopOnSignals(server, log);
  const identity = await server.ready;
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
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      const port = settings.EMOSTREAM_PORT;
      exitWith(`Port ${port} is taken. Stop what uses it, or set EMOSTREAM_PORT to another.`);
    }
    throw error;
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
