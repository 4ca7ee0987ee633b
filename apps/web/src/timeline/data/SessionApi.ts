import type {
  AuditEntry,
  Deletion,
  ExportFormat,
  Marker,
  NewMarker,
  Replay,
  SessionDetails,
  Summary,
  Timeline,
  ValueKind,
} from '@emostream/protocol';
import { type Answer, type AnswerName, callApi } from '../../transport/callApi.ts';
import { SERVER_URL } from '../../transport/serverUrl.ts';
import type { TimeRange } from './TimeRange.ts';

/** Which rows: of a range, of one participant; all of them where nothing is said. */
export interface RowChoice {
  readonly range?: TimeRange | null | undefined;
  readonly participantId?: string | null | undefined;
}

/** Everything that can be asked about one recorded session. Every method rejects with `ApiError`. */
export class SessionApi {
  readonly code: string;
  /** A key to the session, or an admin token. */
  readonly bearer: string;

  constructor(code: string, bearer: string) {
    this.code = code;
    this.bearer = bearer;
  }

  details(): Promise<SessionDetails> {
    return this.#call('', 'sessionDetailsSchema');
  }

  timeline(
    choice: RowChoice,
    points: number,
    values: ValueKind,
    signal?: AbortSignal,
  ): Promise<Timeline> {
    const query = queryOf(choice, { points: String(points), values });
    return this.#call(`/timeline${query}`, 'timelineSchema', signal ? { signal } : {});
  }

  summary(choice: RowChoice, signal?: AbortSignal): Promise<Summary> {
    return this.#call(`/summary${queryOf(choice)}`, 'summarySchema', signal ? { signal } : {});
  }

  /** At most a minute; the answer's `toMs` says how far its rows reach. */
  replay(range: TimeRange, signal: AbortSignal): Promise<Replay> {
    return this.#call(`/replay${queryOf({ range })}`, 'replaySchema', { signal });
  }

  async markers(): Promise<readonly Marker[]> {
    return (await this.#call('/markers', 'markerListSchema')).markers;
  }

  addMarker(marker: NewMarker): Promise<Marker> {
    return this.#call('/markers', 'markerSchema', withBody('POST', marker));
  }

  changeMarker(id: string, marker: NewMarker): Promise<Marker> {
    return this.#call(
      `/markers/${encodeURIComponent(id)}`,
      'markerSchema',
      withBody('PATCH', marker),
    );
  }

  async deleteMarker(id: string): Promise<void> {
    await this.#call(`/markers/${encodeURIComponent(id)}`, 'markerSchema', { method: 'DELETE' });
  }

  deleteParticipant(participantId: string): Promise<Deletion> {
    const path = `/participants/${encodeURIComponent(participantId)}`;
    return this.#call(path, 'deletionSchema', { method: 'DELETE' });
  }

  deleteRows(choice: RowChoice): Promise<Deletion> {
    return this.#call(`/rows${queryOf(choice)}`, 'deletionSchema', { method: 'DELETE' });
  }

  async auditLog(): Promise<readonly AuditEntry[]> {
    return (await this.#call('/audit', 'auditLogSchema')).entries;
  }

  /** Where an export is to be fetched, and with which headers; it is a stream of any length. */
  exportRequest(format: ExportFormat, choice: RowChoice): { url: string; init: RequestInit } {
    const url = `${SERVER_URL}${this.#path(`/export${queryOf(choice, { format })}`)}`;
    return { url, init: { headers: this.#headers() } };
  }

  #path(rest: string): string {
    return `/api/sessions/${encodeURIComponent(this.code)}${rest}`;
  }

  #headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.bearer}` };
  }

  #call<Name extends AnswerName>(
    rest: string,
    schema: Name,
    init: RequestInit = {},
  ): Promise<Answer<Name>> {
    const headers = { ...this.#headers(), ...(init.headers as Record<string, string>) };
    return callApi(this.#path(rest), schema, { ...init, headers });
  }
}

function withBody(method: string, body: unknown): RequestInit {
  const headers = { 'Content-Type': 'application/json' };
  return { method, headers, body: JSON.stringify(body) };
}

/** Whole milliseconds; the end is rounded up, so that what is seen is in it. */
function queryOf(choice: RowChoice, rest: Record<string, string> = {}): string {
  const query = new URLSearchParams(rest);
  if (choice.range) {
    query.set('from', String(Math.floor(choice.range.fromMs)));
    query.set('to', String(Math.ceil(choice.range.toMs)));
  }
  if (choice.participantId) query.set('participant', choice.participantId);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
