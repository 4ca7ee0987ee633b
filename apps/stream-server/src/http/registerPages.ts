import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { ApiApp } from './ApiServices.ts';
import { pageContentSecurityPolicy } from './contentSecurityPolicy.ts';

/**
 * The exported pages. Next.js writes some inline scripts into each; their hashes go into that page's
 * Content-Security-Policy, so that nothing else inline can run.
 *
 * @returns false when the pages have not been exported.
 */
export async function registerPages(app: ApiApp, webDir: string): Promise<boolean> {
  if (!existsSync(path.join(webDir, 'index.html'))) return false;
  const policies = new Map<string, string>();
  for (const name of readdirSync(webDir, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.html')) continue;
    const file = path.resolve(webDir, name);
    policies.set(file, pageContentSecurityPolicy(inlineScriptHashes(readFileSync(file, 'utf8'))));
  }
  await app.register(fastifyStatic, {
    root: path.resolve(webDir),
    redirect: true,
    // Set below, by the kind of file.
    cacheControl: false,
    setHeaders: (reply, file) => {
      const policy = policies.get(file);
      if (policy) {
        reply.setHeader('Content-Security-Policy', policy);
        reply.setHeader('Cache-Control', 'no-cache');
      } else if (file.includes(`${path.sep}_next${path.sep}static${path.sep}`)) {
        // The names of these files change with their content.
        reply.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      }
    },
  });
  return true;
}

function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  return Array.from(
    scripts,
    ([, source = '']) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`,
  );
}
