import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadNativeTfjs } from '@emostream/classifier';
import { CommandError } from './CommandError.ts';
import { runCommand } from './runCommand.ts';

const HELP = `npm run setup:tfjs-node [-- --gpu]

Fetches the native library of @tensorflow/tfjs-node (with --gpu: of @tensorflow/tfjs-node-gpu, which
needs CUDA), 100 to 400 MB, by the package's own install script.`;

/** Runs a native tfjs package's install script, which `npm install` leaves out, and sees whether it loads. */
async function setupTfjsNode(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      gpu: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const name = values.gpu ? 'tfjs-node-gpu' : 'tfjs-node';
  const root = packageRoot(name);
  if (loadNativeTfjs(name).tf !== null) {
    console.log(`@tensorflow/${name} is in place already.`);
    return 0;
  }
  const binaries = path.join(root, '..', '..', '.bin');
  const install = spawnSync(
    process.execPath,
    ['scripts/install.js', values.gpu ? 'gpu' : 'cpu', 'download'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ''}` },
    },
  );
  const native = loadNativeTfjs(name);
  if (native.tf === null) {
    const status = install.status === 0 ? '' : ` (its install script ended with ${install.status})`;
    throw new CommandError(
      `@tensorflow/${name} could not be set up${status}: ${native.reason}.\n` +
        'Its library is downloaded from storage.googleapis.com: is that host within reach? ' +
        'Everything but training works without it.',
    );
  }
  const device = native.usesGpu ? 'it sees a GPU' : 'it runs on the CPU';
  console.log(`@tensorflow/${name} is set up; ${device}.`);
  return 0;
}

/** Folder of an installed package. It is optional, so it may be missing. */
function packageRoot(name: string): string {
  try {
    const manifest = createRequire(import.meta.url).resolve(`@tensorflow/${name}/package.json`);
    if (existsSync(manifest)) return path.dirname(manifest);
  } catch {
    // Falls through to the message below.
  }
  throw new CommandError(`@tensorflow/${name} is not installed: run npm install first`);
}

await runCommand(setupTfjsNode);
