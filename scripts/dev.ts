// `npm run dev`: the server with restart on change, and the pages with hot reload beside it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const SERVER_PORT = process.env.EMOSTREAM_PORT || '3000';
const PAGES_PORT = process.env.PORT || '3001';
const SERVER_URL = `http://localhost:${SERVER_PORT}`;
const PAGES_URL = `http://localhost:${PAGES_PORT}`;
const ORIGINS = [process.env.EMOSTREAM_ALLOWED_ORIGINS, PAGES_URL].filter(Boolean).join(',');

const server = spawn(
  process.execPath,
  [
    'node_modules/tsx/dist/cli.mjs',
    'watch',
    '--clear-screen=false',
    'apps/stream-server/src/main.ts',
  ],
  {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, EMOSTREAM_PORT: SERVER_PORT, EMOSTREAM_ALLOWED_ORIGINS: ORIGINS },
  },
);
const pages = spawn(
  process.execPath,
  ['../../node_modules/next/dist/bin/next', 'dev', '--hostname', 'localhost', '--port', PAGES_PORT],
  {
    cwd: 'apps/web',
    stdio: 'inherit',
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_PUBLIC_EMOSTREAM_SERVER: SERVER_URL,
    },
  },
);

const children = [server, pages];
let stopping = false;
function stop() {
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}
process.on('SIGTERM', stop);
// The terminal has sent it to the children too, and tsx kills at the second signal.
process.on('SIGINT', () => {
  stopping = true;
});
for (const child of children) {
  child.on('exit', (code) => {
    if (stopping) return;
    process.exitCode = code ?? 1;
    stop();
  });
}

const pagesAnswer = waitForPages();
async function waitForPages() {
  while (!stopping) {
    try {
      await (await fetch(PAGES_URL)).text();
      // Next.js logs that request when it has been answered.
      return await pause(200);
    } catch {
      await pause(200);
    }
  }
}

// The server names the address of the pages as last built; the one to open here is another.
createInterface({ input: server.stdout }).on('line', async (line) => {
  if (!line.includes('Emostream is at')) {
    process.stdout.write(`${line}\n`);
    return;
  }
  await pagesAnswer;
  if (stopping) return;
  process.stdout.write(`\n  Open ${PAGES_URL} (hot reload; the API is at ${SERVER_URL})\n\n`);
});
