import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The signing key that is kept in the data folder, made there at the first start. @throws Error */
export function readSigningKey(dataDir: string): string {
  const file = path.join(dataDir, 'signing-key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  const key = readFileSync(file, 'utf8').trim();
  if (key.length >= 32) return key;
  throw new Error(`${file} holds no signing key of 32 characters or more; delete it for a new one`);
}
