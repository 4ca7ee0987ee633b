import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a key says it opens; whether it does, its hash decides. */
export interface KeyParts {
  readonly sessionCode: string;
  readonly participantId: string;
}

const KEY = /^([A-Z]{4,12})\.([0-9a-f-]{36})\.([A-Za-z0-9_-]{32})$/;

/** A new lasting key to a seat: `CODE.participant.secret`. It is told once; only its hash is kept. */
export function createSeatKey({ sessionCode, participantId }: KeyParts): string {
  return `${sessionCode}.${participantId}.${randomBytes(24).toString('base64url')}`;
}

/** Null for anything that does not look like a key. */
export function readSeatKey(key: string): KeyParts | null {
  const [, sessionCode, participantId] = key.match(KEY) ?? [];
  if (sessionCode === undefined || participantId === undefined) return null;
  return { sessionCode, participantId };
}

/** SHA-256 in hexadecimal; the secret in a key is long and random, so no salt or slow hash is needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in a time that does not depend on where they differ. */
export function secretMatches(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(hash, 'hex'));
}
