import type { FrameAck, FrameMeta, FrameResult } from './frame.ts';
import type { Problem } from './problem.ts';
import type { Consent, Welcome } from './session.ts';

/** A reply to a control message. */
export type ControlAck = { ok: true } | { ok: false; problem: Problem };

/** Events a client sends. Every one is acknowledged. */
export interface ClientToServerEvents {
  consent: (consent: Consent, ack: (reply: ControlAck) => void) => void;
  frame: (meta: FrameMeta, jpeg: Uint8Array, ack: (reply: FrameAck) => void) => void;
}

/** Events the server sends. */
export interface ServerToClientEvents {
  welcome: (welcome: Welcome) => void;
  result: (result: FrameResult) => void;
  /** Something the client did outside any acknowledgement was refused. */
  problem: (problem: Problem) => void;
  /** The server is going away; the client reconnects after the pause it says. */
  draining: (notice: { reconnectAfterMs: number }) => void;
}
