import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';

/** A certificate and its key, both PEM. */
export interface OwnCertificate {
  readonly cert: string;
  readonly key: string;
}

const LIFE_DAYS = 365;
const RENEW_BEFORE_MS = 24 * 3600 * 1000;

/**
 * A self-signed certificate for this machine's addresses, kept in the data folder so that a browser that
 * was told to trust it need not be told again. Made anew where it ends soon or lacks an address.
 */
export async function ownCertificate(
  dataDir: string,
  addresses: readonly string[],
  nowMs: number,
): Promise<OwnCertificate> {
  const files = {
    cert: path.join(dataDir, 'tls-cert.pem'),
    key: path.join(dataDir, 'tls-key.pem'),
  };
  if (existsSync(files.cert) && existsSync(files.key)) {
    const cert = readFileSync(files.cert, 'utf8');
    if (isGood(cert, addresses, nowMs)) return { cert, key: readFileSync(files.key, 'utf8') };
  }
  const made = await generate([{ name: 'commonName', value: 'Emostream' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - RENEW_BEFORE_MS),
    notAfterDate: new Date(nowMs + LIFE_DAYS * 24 * 3600 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(files.key, made.private, { mode: 0o600 });
  chmodSync(files.key, 0o600);
  writeFileSync(files.cert, made.cert);
  return { cert: made.cert, key: made.private };
}

function isGood(pem: string, addresses: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(pem);
    const lasts = Date.parse(certificate.validTo) - nowMs > RENEW_BEFORE_MS;
    return lasts && addresses.every((address) => certificate.checkIP(address) !== undefined);
  } catch {
    return false;
  }
}
