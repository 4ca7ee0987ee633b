import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { sampleListSchema } from '@emostream/protocol';
import fastifyStatic from '@fastify/static';
import type { ApiApp } from './ApiServices.ts';

const PREFIX = '/api/samples/';

/**
 * The demo photos of `@vladmandic/face-api`, straight from its package folder: something to look at
 * where there is no camera. None of them is part of this repository.
 */
export async function registerSamples(app: ApiApp): Promise<void> {
  const require = createRequire(import.meta.url);
  const root = path.join(
    path.dirname(require.resolve('@vladmandic/face-api/package.json')),
    'demo',
  );
  const names = readdirSync(root).filter((name) => /^sample\d+\.jpg$/.test(name));
  await app.register(fastifyStatic, {
    root,
    prefix: PREFIX,
    decorateReply: false,
    allowedPath: (pathName) => names.includes(path.posix.basename(pathName)),
    maxAge: '1d',
  });
  app.get(
    '/api/samples',
    { schema: { summary: 'Photos to try with', response: { 200: sampleListSchema } } },
    async () => ({ samples: names.map((name) => ({ name, url: PREFIX + name })) }),
  );
}
