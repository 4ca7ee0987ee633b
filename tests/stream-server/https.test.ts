import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lanAddresses } from '../../apps/stream-server/src/secrets/lanAddresses.ts';
import { ownCertificate } from '../../apps/stream-server/src/secrets/ownCertificate.ts';
import { runServer } from '../support/RunningServer.ts';
import { createDataDir, startTestServer } from '../support/TestServer.ts';

const DAY_MS = 24 * 3_600_000;

function get(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    https
      .get(url, { ca }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject);
  });
}

describe('https', () => {
  it('is served with a certificate of our own for localhost and every address, kept for the next start', async () => {
    const dataDir = await createDataDir();
    const env = { EMOSTREAM_DATA_DIR: dataDir, EMOSTREAM_HTTPS: 'true', EMOSTREAM_HOST: '0.0.0.0' };
    const server = await startTestServer(env);
    expect(server.url).toMatch(/^https:/);
    const file = path.join(dataDir, 'tls-cert.pem');
    const cert = readFileSync(file, 'utf8');
    expect(statSync(path.join(dataDir, 'tls-key.pem')).mode & 0o777).toBe(0o600);
    const { port } = new URL(server.url);
    for (const host of ['localhost', '127.0.0.1', ...lanAddresses()]) {
      expect(await get(`https://${host}:${port}/healthz`, cert)).toBe(200);
    }
    await server.drain();
    const again = await startTestServer(env);
    expect(readFileSync(file, 'utf8')).toBe(cert);
    await again.drain();
  });

  it('is renewed when it ends soon, lacks an address, or cannot be read', async () => {
    const dataDir = await createDataDir();
    const now = Date.now();
    const serialOf = async (addresses: string[], atMs: number) =>
      new X509Certificate((await ownCertificate(dataDir, addresses, atMs)).cert).serialNumber;
    const first = await serialOf(['10.0.0.7'], now);
    expect(await serialOf(['10.0.0.7'], now + DAY_MS)).toBe(first);
    const wider = await serialOf(['10.0.0.7', '10.0.0.8'], now);
    expect(wider).not.toBe(first);
    expect(await serialOf(['10.0.0.8'], now)).toBe(wider);
    expect(await serialOf(['10.0.0.8'], now + 364.5 * DAY_MS)).not.toBe(wider);
  });

  it('is what `--https` asks for, with links and a code for phones', async () => {
    const server = await runServer({}, ['--https']);
    expect(await server.url()).toMatch(/^https:\/\/localhost:/);
    await expect.poll(() => server.output()).toContain('certificate is of our own making');
    for (const address of lanAddresses()) expect(server.output()).toContain(`https://${address}:`);
    expect(server.output()).toContain('█');
    server.child.kill('SIGKILL');
  });

  it('is not taken for another flag', async () => {
    const server = await runServer({}, ['--tls']);
    const [code] = await new Promise<[number]>((resolve) =>
      server.child.once('exit', (exit) => resolve([exit ?? 0])),
    );
    expect(code).toBe(1);
    expect(server.output()).toContain('--tls');
  });
});
