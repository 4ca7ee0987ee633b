import { randomUUID } from 'node:crypto';
import {
  type Marker,
  markerListSchema,
  markerSchema,
  newMarkerSchema,
  problemSchema,
  sessionCodeSchema,
} from '@emostream/protocol';
import { z } from 'zod';
import type { Access, SeatAccess } from '../access/AccessControl.ts';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { BEARER } from './bearer.ts';

const params = z.object({ code: sessionCodeSchema });
const markerParams = params.extend({ id: z.string() });
/** Of one session. */
const MAX_MARKERS = 5000;

const security = [{ [BEARER]: [] }];
const REFUSALS = { 401: problemSchema, 403: problemSchema, 404: problemSchema };

/** Markers of a session: set live by everybody in it, and afterwards by whoever has a key to it. */
export function registerMarkers(app: ApiApp, services: ApiServices): void {
  const { store, sessions, access, clock } = services;

  function tell(code: string, marker: Marker, deleted: boolean): void {
    sessions.find(code)?.tellMarker(marker, deleted);
  }

  /** @throws ProblemError `not_found`, or `wrong_role` for somebody else's marker */
  async function ownMarker(code: string, id: string, by: Access | SeatAccess): Promise<Marker> {
    const marker = await store.findMarker(code, id);
    if (!marker) throw new ProblemError('not_found', 'There is no such marker.');
    if (by.by === 'admin' || isHost(by) || marker.authorId === by.participantId) return marker;
    throw new ProblemError('wrong_role', 'Only its author and the host may change a marker.');
  }

  app.get(
    '/api/sessions/:code/markers',
    {
      schema: {
        summary: 'The markers of a session; a participant is given their own',
        security,
        params,
        response: { 200: markerListSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const { code } = request.params;
      const by = await access.toLive(request, code);
      const markers = await store.markers(code);
      // Notes of observers may be about the participants.
      const own = isParticipant(by) ? by.participantId : null;
      return { markers: markers.filter(({ authorId }) => own === null || authorId === own) };
    },
  );

  app.post(
    '/api/sessions/:code/markers',
    {
      schema: {
        summary: 'Set a marker, at a moment or over a range',
        security,
        params,
        body: newMarkerSchema,
        response: { 201: markerSchema, 400: problemSchema, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const by = await access.toLive(request, code);
      if (request.body.exclude) requireHost(by);
      if ((await store.countMarkers(code)) >= MAX_MARKERS) {
        throw new ProblemError('session_full', 'This session has as many markers as it may.');
      }
      const marker: Marker = {
        id: randomUUID(),
        authorId: by.by === 'admin' ? 'admin' : by.participantId,
        author: by.by === 'admin' ? 'Admin' : by.name,
        ...request.body,
        atMs: Math.round(request.body.atMs ?? clock()),
      };
      await store.putMarker(code, marker);
      tell(code, marker, false);
      return reply.status(201).send(marker);
    },
  );

  app.patch(
    '/api/sessions/:code/markers/:id',
    {
      schema: {
        summary: 'Change a marker',
        security,
        params: markerParams,
        body: newMarkerSchema,
        response: { 200: markerSchema, 400: problemSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const { code, id } = request.params;
      const by = await access.toLive(request, code);
      const before = await ownMarker(code, id, by);
      if (request.body.exclude !== before.exclude) requireHost(by);
      const marker = { ...before, ...request.body, atMs: request.body.atMs ?? before.atMs };
      await store.putMarker(code, marker);
      tell(code, marker, false);
      return marker;
    },
  );

  app.delete(
    '/api/sessions/:code/markers/:id',
    {
      schema: {
        summary: 'Delete a marker',
        security,
        params: markerParams,
        response: { 200: markerSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const { code, id } = request.params;
      const marker = await ownMarker(code, id, await access.toLive(request, code));
      await store.deleteMarker(code, id);
      tell(code, marker, true);
      return marker;
    },
  );
}

function isParticipant(
  by: Access | SeatAccess,
): by is Exclude<Access | SeatAccess, { by: 'admin' }> {
  return by.by === 'participant' || (by.by === 'seat' && by.role === 'participant');
}

function isHost(by: Exclude<Access | SeatAccess, { by: 'admin' }>): boolean {
  return by.by === 'host' || (by.by === 'seat' && by.role === 'host');
}

/** What is excluded changes everybody's summaries. @throws ProblemError `wrong_role` */
function requireHost(by: Access | SeatAccess): void {
  if (by.by === 'admin' || isHost(by)) return;
  throw new ProblemError('wrong_role', 'Only the host may exclude a range, or take it back in.');
}
