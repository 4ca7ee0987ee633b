import {
  type ClientToServerEvents,
  type ControlAck,
  type FrameAck,
  type FrameMeta,
  type FrameResult,
  PROTOCOL_VERSION,
  type Problem,
  problemSchema,
  type Seat,
  type ServerToClientEvents,
  seatSchema,
  type Welcome,
} from '@emostream/protocol';
import { io, type Socket } from 'socket.io-client';
import { ApiError, callApi } from './callApi.ts';
import { SERVER_URL } from './serverUrl.ts';

/** Where a connection stands. */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'live'; readonly welcome: Welcome }
  | { readonly state: 'reconnecting'; readonly reason: 'lost' | 'draining' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'closed' };

export interface StreamConnectionEvents {
  readonly onState: (state: ConnectionState) => void;
  readonly onResult: (result: FrameResult) => void;
}

const RENEW_BEFORE_EXPIRY_MS = 60_000;
/** Without a result for this long, an acknowledgement is not coming any more. */
const ACK_TIMEOUT_MS = 10_000;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 5000;
/** Reasons for which trying again cannot help. */
const FINAL: readonly Problem['reason'][] = ['origin_refused', 'wrong_protocol', 'wrong_role'];
const NEW_SESSION: readonly Problem['reason'][] = [
  'session_not_found',
  'expired_token',
  'bad_token',
];

/** One seat in one session: opens it, keeps its token fresh, and comes back to it when the line drops. */
export class StreamConnection {
  readonly #events: StreamConnectionEvents;
  #seat: Seat | null = null;
  #socket: Socket<ServerToClientEvents, ClientToServerEvents> | null = null;
  #state: ConnectionState = { state: 'connecting' };
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  constructor(events: StreamConnectionEvents) {
    this.#events = events;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  open(): void {
    this.#enter({ state: 'connecting' });
    void this.#connect();
  }

  close(): void {
    clearTimeout(this.#retryTimer);
    this.#socket?.disconnect();
    this.#socket = null;
    this.#enter({ state: 'closed' });
  }

  async consent(granted: boolean, version: string): Promise<ControlAck> {
    if (!this.#socket) throw new Error('There is no connection.');
    return this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck('consent', { granted, version });
  }

  async sendFrame(meta: FrameMeta, jpeg: Uint8Array): Promise<FrameAck> {
    if (!this.#socket?.connected) throw new Error('There is no connection.');
    return this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck('frame', meta, jpeg);
  }

  async #connect(): Promise<void> {
    try {
      const seat = await this.#freshSeat();
      if (this.#state.state !== 'closed') this.#openSocket(seat.token);
    } catch (error) {
      const problem: Problem =
        error instanceof ApiError
          ? error.problem
          : { reason: 'internal', message: 'The server gave an answer that makes no sense.' };
      this.#refused(problem);
    }
  }

  async #freshSeat(): Promise<Seat> {
    if (!this.#seat) {
      this.#seat = await callApi('/api/sessions', seatSchema, { method: 'POST' });
    } else if (this.#seat.expiresAtMs - Date.now() < RENEW_BEFORE_EXPIRY_MS) {
      const path = `/api/sessions/${this.#seat.sessionCode}/token`;
      const headers = { Authorization: `Bearer ${this.#seat.token}` };
      this.#seat = await callApi(path, seatSchema, { method: 'POST', headers });
    }
    return this.#seat;
  }

  #openSocket(token: string): void {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(SERVER_URL || undefined, {
      transports: ['websocket'],
      auth: { token, protocolVersion: PROTOCOL_VERSION },
      reconnection: false,
      forceNew: true,
    });
    this.#socket = socket;
    socket.on('welcome', (welcome) => {
      this.#attempt = 0;
      this.#enter({ state: 'live', welcome });
    });
    socket.on('result', this.#events.onResult);
    socket.on('draining', ({ reconnectAfterMs }) => {
      this.#retry('draining', reconnectAfterMs);
      socket.disconnect();
    });
    socket.on('connect_error', (error) => {
      const problem = problemSchema.safeParse((error as Error & { data?: unknown }).data);
      if (problem.success) this.#refused(problem.data);
      else this.#retry('lost');
    });
    socket.on('disconnect', () => {
      if (this.#socket === socket && this.#state.state === 'live') this.#retry('lost');
    });
  }

  #refused(problem: Problem): void {
    if (this.#state.state === 'closed') return;
    if (FINAL.includes(problem.reason)) {
      this.#enter({ state: 'failed', problem });
      return;
    }
    if (NEW_SESSION.includes(problem.reason)) this.#seat = null;
    this.#retry(problem.reason === 'draining' ? 'draining' : 'lost');
  }

  #retry(reason: 'lost' | 'draining', afterMs?: number): void {
    if (this.#state.state === 'closed') return;
    this.#enter({ state: 'reconnecting', reason });
    const pauseMs = afterMs ?? Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#attempt);
    this.#attempt += 1;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.#connect(), pauseMs);
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#events.onState(state);
  }
}
