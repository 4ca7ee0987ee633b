import { handshakeSchema, PROTOCOL_VERSION } from '@emostream/protocol';
import { ProblemError } from '../problems.ts';
import type { SeatTokens } from '../session/SeatTokens.ts';
import type { SessionRegistry } from '../session/SessionRegistry.ts';
import type { OriginPolicy } from './OriginPolicy.ts';
import type { StreamSocket } from './StreamIo.ts';

export interface SocketAuthentication {
  readonly origins: OriginPolicy;
  readonly tokens: SeatTokens;
  readonly sessions: SessionRegistry;
  readonly clock: () => number;
}

/**
 * Lets a connection in or says why not: origin, protocol version, token, session, seat, in this order.
 *
 * @throws ProblemError with the reason.
 */
export async function authenticateSocket(
  socket: StreamSocket,
  { origins, tokens, sessions, clock }: SocketAuthentication,
): Promise<void> {
  const { headers, auth } = socket.handshake;
  if (!origins.allows(headers)) {
    throw new ProblemError('origin_refused', 'Pages of this origin may not connect here.');
  }
  const handshake = handshakeSchema.safeParse(auth);
  if (!handshake.success) {
    throw new ProblemError('no_token', 'The connection must carry auth {token, protocolVersion}.');
  }
  if (handshake.data.protocolVersion !== PROTOCOL_VERSION) {
    throw new ProblemError(
      'wrong_protocol',
      `This server speaks protocol ${PROTOCOL_VERSION}; reload the page or update the client.`,
    );
  }
  const verdict = await tokens.verify(handshake.data.token, clock());
  if (!verdict.ok) throw new ProblemError(verdict.problem.reason, verdict.problem.message);
  const session = sessions.find(verdict.claims.sessionCode);
  if (!session) throw new ProblemError('session_not_found', 'The session has ended.');
  const member = session.findMember(verdict.claims.participantId);
  if (!member) throw new ProblemError('removed', 'This seat has been given up or taken away.');
  if (!session.holdsSeat(member)) sessions.requireRoom(session, member.identity.role);
  socket.data.session = session;
  socket.data.member = member;
}
