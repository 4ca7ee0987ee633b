// `npm run dev`: the server with restart on change, and the pages with hot reload beside it.
import { spawn } from 'node:child_process';

const SERVER_PORT = process.env.EMOSTREAM_PORT ?? '3000';
const PAGES_PORT = process.env.PORT ?? '3001';
const PAGES_URL = `http://localhost:${PAGES_PORT}`;

const children = [
  spawn(
    process.execPath,
    [
      'node_modules/tsx/dist/cli.mjs',
      'watch',
      '--clear-screen=false',
      'apps/stream-server/src/main.ts',
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, EMOSTREAM_PORT: SERVER_PORT, EMOSTREAM_ALLOWED_ORIGINS: PAGES_URL },
    },
  ),
  spawn(process.execPath, ['../../node_modules/next/dist/bin/next', 'dev', '--port', PAGES_PORT], {
    cwd: 'apps/web',
    stdio: 'inherit',
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_PUBLIC_EMOSTREAM_SERVER: `http://localhost:${SERVER_PORT}`,
    },
  }),
];
process.stdout.write(`\n  Pages with hot reload: ${PAGES_URL}\n\n`);

function stop() {
  for (const child of children) child.kill('SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
for (const child of children) {
  child.on('exit', (code) => {
    stop();
    process.exitCode ??= code ?? 1;
  });
}
