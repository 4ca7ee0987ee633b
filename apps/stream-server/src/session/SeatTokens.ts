import { type Problem, ROLES, type Role } from '@emostream/protocol';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const ALGORITHM = 'HS256';

/** Whom a token speaks for. */
export interface SeatClaims {
  readonly sessionCode: string;
  readonly participantId: string;
  readonly role: Role;
}

/** A verified token's claims, or why it is refused. */
export type SeatVerdict =
  | { readonly ok: true; readonly claims: SeatClaims }
  | { readonly ok: false; readonly problem: Problem };

const payloadSchema = z.object({ sub: z.string(), session: z.string(), role: z.enum(ROLES) });

/** Signs and checks the short-lived tokens by which a connection proves its seat in a session. */
export class SeatTokens {
  readonly #key: Uint8Array;
  readonly #lifeMs: number;

  constructor(secret: string, lifeMs: number) {
    this.#key = new TextEncoder().encode(secret);
    this.#lifeMs = lifeMs;
  }

  async sign(claims: SeatClaims, nowMs: number): Promise<{ token: string; expiresAtMs: number }> {
    const expiresAtMs = nowMs + this.#lifeMs;
    const token = await new SignJWT({ session: claims.sessionCode, role: claims.role })
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(claims.participantId)
      .setIssuedAt(Math.floor(nowMs / 1000))
      .setExpirationTime(Math.floor(expiresAtMs / 1000))
      .sign(this.#key);
    return { token, expiresAtMs };
  }

  /** @param graceMs for how long after its expiry a token still counts, for renewal. */
  async verify(token: string, nowMs: number, graceMs = 0): Promise<SeatVerdict> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        currentDate: new Date(nowMs),
        clockTolerance: Math.floor(graceMs / 1000),
      });
      const { sub, session, role } = payloadSchema.parse(payload);
      return { ok: true, claims: { participantId: sub, sessionCode: session, role } };
    } catch (error) {
      return { ok: false, problem: refusal(error) };
    }
  }
}

function refusal(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) {
    return { reason: 'expired_token', message: 'The token has expired; get a new one.' };
  }
  return { reason: 'bad_token', message: 'The token was not issued by this server.' };
}
