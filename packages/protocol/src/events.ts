import type { FrameAck, FrameMeta, FrameResult } from './frame.ts';
import type { Marker } from './marker.ts';
import type { Problem } from './problem.ts';
import type { BaselineCommand, HostCommand, Roster } from './roster.ts';
import type { Consent, Welcome } from './session.ts';

/** A reply to a control message. */
export type ControlAck = { ok: true } | { ok: false; problem: Problem };

/** Events a client sends. Every one is acknowledged. */
export interface ClientToServerEvents {
  consent: (consent: Consent, ack: (reply: ControlAck) => void) => void;
  frame: (meta: FrameMeta, jpeg: Uint8Array, ack: (reply: FrameAck) => void) => void;
  baseline: (command: BaselineCommand, ack: (reply: ControlAck) => void) => void;
  host: (command: HostCommand, ack: (reply: ControlAck) => void) => void;
  /** Gives the seat up, for good. What was recorded stays. */
  leave: (ack: (reply: ControlAck) => void) => void;
}

/** Events the server sends. */
export interface ServerToClientEvents {
  welcome: (welcome: Welcome) => void;
  roster: (roster: Roster) => void;
  /** Of the receiver's own frame. */
  result: (result: FrameResult) => void;
  /** Somebody else's frame with its result. Its acknowledgement asks for the next one. */
  relayed: (result: FrameResult, jpeg: Uint8Array, ack: () => void) => void;
  /** A marker was set, changed (same id), or removed (`deleted`). */
  marker: (marker: Marker & { deleted: boolean }) => void;
  /** The seat is gone: removed by the host, or the session has ended. The connection closes. */
  seatLost: (problem: Problem) => void;
  /** Something the client did outside any acknowledgement was refused. */
  problem: (problem: Problem) => void;
  /** The server is going away; the client reconnects after the pause it says. */
  draining: (notice: { reconnectAfterMs: number }) => void;
}
