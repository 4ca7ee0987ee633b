import type { FastifyRequest } from 'fastify';
import type { Access, AccessControl } from '../access/AccessControl.ts';
import type { TimelineStore } from '../store/TimelineStore.ts';

/**
 * Whose rows are asked for: one's own, where a key opens no others, or those of the participant that is
 * named; undefined for everybody's. Only somebody of the session can be named, for the name goes into the
 * audit log, which nothing is ever deleted from.
 *
 * @throws ProblemError `session_not_found`
 */
export async function participantAsked(
  { store, access }: { readonly store: TimelineStore; readonly access: AccessControl },
  request: FastifyRequest,
  asked: { readonly code: string; readonly participant?: string | undefined },
  right: Access,
): Promise<string | undefined> {
  if (right.by === 'participant') return right.participantId;
  const { code, participant } = asked;
  if (participant === undefined) return undefined;
  return (await store.findParticipant(code, participant)) ? participant : access.refuse(request);
}
