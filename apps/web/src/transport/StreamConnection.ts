import {
  type BaselineCommand,
  type ClientToServerEvents,
  type ControlAck,
  type FrameAck,
  type FrameMeta,
  type FrameResult,
  type HostCommand,
  type Marker,
  PROTOCOL_VERSION,
  type Problem,
  type Roster,
  type Seat,
  type ServerToClientEvents,
  type Welcome,
} from '@emostream/protocol';
import { io, type Socket } from 'socket.io-client';
import { problemOf, readProblem } from './callApi.ts';
import type { SeatSource } from './SeatSource.ts';
import { SERVER_URL } from './serverUrl.ts';

/** Why there is no connection at the moment: no line, a server that stops, or one that is full. */
export type ReconnectReason = 'lost' | 'draining' | 'overloaded';

/** Where a connection stands. */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'live'; readonly welcome: Welcome }
  | { readonly state: 'reconnecting'; readonly reason: ReconnectReason }
  | { readonly state: 'failed'; readonly problem: Problem }
  /** Another page has taken the same seat. */
  | { readonly state: 'elsewhere' }
  | { readonly state: 'closed' };

export interface StreamConnectionEvents {
  readonly onState: (state: ConnectionState) => void;
  readonly onResult: (result: FrameResult) => void;
  readonly onRoster?: (roster: Roster) => void;
  /** Somebody else's frame. The next one comes once `taken` has been called. */
  readonly onRelayed?: (result: FrameResult, jpeg: Uint8Array, taken: () => void) => void;
  readonly onMarker?: (marker: Marker, deleted: boolean) => void;
}

const RENEW_BEFORE_EXPIRY_MS = 60_000;
/** Between two renewals at least, also where this machine's clock is wrong or tokens live short. */
const RENEW_MIN_PAUSE_MS = 20_000;
/** An acknowledgement that takes longer is not coming any more. */
const ACK_TIMEOUT_MS = 10_000;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 5000;
const DRAINING_ATTEMPTS = 8;
/** Reasons for which trying again cannot help. */
const FINAL: readonly Problem['reason'][] = [
  'origin_refused',
  'wrong_protocol',
  'wrong_role',
  'session_full',
  'purpose_refused',
];
/** Reasons for which only a new seat helps. */
const NEW_SEAT: readonly Problem['reason'][] = ['session_not_found', 'removed', 'deleted'];
const ENDED: readonly ConnectionState['state'][] = ['closed', 'failed', 'elsewhere'];
/** Reasons for which a fresh token helps. */
const NEW_TOKEN: readonly Problem['reason'][] = ['expired_token', 'bad_token'];

/** One seat in one session: opens it, keeps its token fresh, and comes back to it when the line drops. */
export class StreamConnection {
  readonly #source: SeatSource;
  readonly #events: StreamConnectionEvents;
  #seat: Seat | null = null;
  #socket: Socket<ServerToClientEvents, ClientToServerEvents> | null = null;
  #state: ConnectionState = { state: 'connecting' };
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #renewTimer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  /** The browser knows at once that it has no network; the socket notices after its pings stay out. */
  readonly #onOffline = (): void => {
    if (this.#socket && this.#state.state === 'live') this.#drop(this.#socket);
  };

  constructor(source: SeatSource, events: StreamConnectionEvents) {
    this.#source = source;
    this.#events = events;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  open(): void {
    globalThis.addEventListener?.('offline', this.#onOffline);
    this.#enter({ state: 'connecting' });
    void this.#connect();
  }

  close(): void {
    this.#end({ state: 'closed' });
  }

  /** Gives up: trying again by itself would not help. */
  fail(problem: Problem): void {
    this.#end({ state: 'failed', problem });
  }

  async consent(granted: boolean, version: string): Promise<ControlAck> {
    return this.#control.emitWithAck('consent', { granted, version });
  }

  async command(command: HostCommand): Promise<ControlAck> {
    return this.#control.emitWithAck('host', command);
  }

  async baseline(command: BaselineCommand): Promise<ControlAck> {
    return this.#control.emitWithAck('baseline', command);
  }

  /** Gives the seat up, for good. */
  async leave(): Promise<ControlAck> {
    return this.#control.emitWithAck('leave');
  }

  /** The seat's token, for routes that take one; null before there is a seat. */
  get token(): string | null {
    return this.#seat?.token ?? null;
  }

  get #control() {
    if (!this.#socket) throw new Error('There is no connection.');
    return this.#socket.timeout(ACK_TIMEOUT_MS);
  }

  async sendFrame(meta: FrameMeta, jpeg: Uint8Array): Promise<FrameAck> {
    const socket = this.#socket;
    if (!socket?.connected) throw new Error('There is no connection.');
    try {
      return await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('frame', meta, jpeg);
    } catch (error) {
      // A line that died without a word; a disconnect would have been told before.
      if (socket.connected) this.#drop(socket);
      throw error;
    }
  }

  async #connect(): Promise<void> {
    // A seat that was held before may be gone with its server; a new one is then taken without delay.
    const held = this.#seat !== null;
    try {
      const seat = await this.#freshSeat();
      if (this.#ended) return;
      this.#renewInTime(seat);
      this.#openSocket(seat.token, held);
    } catch (error) {
      this.#refused(problemOf(error), held);
    }
  }

  async #freshSeat(): Promise<Seat> {
    const leftMs = (this.#seat?.expiresAtMs ?? 0) - Date.now();
    if (!this.#seat || leftMs < RENEW_BEFORE_EXPIRY_MS) this.#seat = await this.#source.take();
    return this.#seat;
  }

  /** Keeps the token fresh while the socket is open, so that the seat can be taken again at any time. */
  #renewInTime(seat: Seat): void {
    const inMs = seat.expiresAtMs - Date.now() - RENEW_BEFORE_EXPIRY_MS;
    clearTimeout(this.#renewTimer);
    this.#renewTimer = setTimeout(
      async () => {
        // A failure is no harm yet: the next connection renews it or takes a new seat.
        const fresh = await this.#source.take().catch(() => null);
        if (this.#ended || this.#seat !== seat) return;
        if (fresh) this.#seat = fresh;
        this.#renewInTime(fresh ?? seat);
      },
      Math.max(RENEW_MIN_PAUSE_MS, inMs),
    );
  }

  #openSocket(token: string, held: boolean): void {
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
    socket.on('roster', (roster) => this.#events.onRoster?.(roster));
    socket.on('relayed', (result, jpeg, taken) => {
      if (this.#events.onRelayed) this.#events.onRelayed(result, jpeg, taken);
      else taken();
    });
    socket.on('marker', ({ deleted, ...marker }) => this.#events.onMarker?.(marker, deleted));
    socket.on('seatLost', (problem) => {
      this.#socket = null;
      this.#refused(problem, true);
      socket.disconnect();
    });
    socket.on('draining', ({ reconnectAfterMs }) => {
      this.#socket = null;
      this.#retry('draining', reconnectAfterMs);
      socket.disconnect();
    });
    socket.on('connect_error', async (error) => {
      const { data } = error as Error & { data?: unknown };
      const problem = data ? await readProblem(data).catch(() => null) : null;
      if (this.#socket !== socket) return;
      if (problem) this.#refused(problem, held);
      else this.#retry('lost');
    });
    socket.on('disconnect', (reason) => {
      // Whatever else the server closes a connection for, it has said before.
      const taken = reason === 'io server disconnect' && this.#socket === socket;
      if (taken) this.#end({ state: 'elsewhere' });
      else this.#drop(socket);
    });
  }

  #refused(problem: Problem, held: boolean): void {
    if (this.#ended) return;
    if (FINAL.includes(problem.reason)) {
      this.fail(problem);
      return;
    }
    const { reason } = problem;
    const seatIsGone = NEW_SEAT.includes(reason);
    if (seatIsGone && !this.#source.lose()) {
      this.fail(problem);
      return;
    }
    const tokenIsOld = NEW_TOKEN.includes(reason);
    if (seatIsGone || tokenIsOld) this.#seat = null;
    const told = reason === 'draining' || reason === 'overloaded' ? reason : 'lost';
    this.#retry(told, (seatIsGone || tokenIsOld) && held ? 0 : undefined);
  }

  #retry(reason: ReconnectReason, afterMs?: number): void {
    if (this.#ended) return;
    this.#enter({ state: 'reconnecting', reason: this.#reasonToTell(reason) });
    const pauseMs = afterMs ?? Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#attempt);
    this.#attempt += 1;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.#connect(), pauseMs);
  }

  /** The line is gone, unless it was let go on purpose. */
  #drop(socket: Socket): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    socket.disconnect();
    this.#retry('lost');
  }

  /** A server that said it would be back is not lost the moment it is gone. */
  #reasonToTell(reason: ReconnectReason): ReconnectReason {
    const state = this.#state;
    const drains = state.state === 'reconnecting' && state.reason === 'draining';
    return drains && reason === 'lost' && this.#attempt < DRAINING_ATTEMPTS ? 'draining' : reason;
  }

  get #ended(): boolean {
    return ENDED.includes(this.#state.state);
  }

  #end(state: ConnectionState & { state: 'closed' | 'failed' | 'elsewhere' }): void {
    globalThis.removeEventListener?.('offline', this.#onOffline);
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#renewTimer);
    const socket = this.#socket;
    this.#socket = null;
    this.#enter(state);
    socket?.disconnect();
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#events.onState(state);
  }
}
