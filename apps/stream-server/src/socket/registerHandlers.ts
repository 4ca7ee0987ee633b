import {
  baselineCommandSchema,
  type ControlAck,
  consentSchema,
  type FrameAck,
  frameMetaSchema,
  hostCommandSchema,
  type Problem,
  type ProblemReason,
} from '@emostream/protocol';
import { z } from 'zod';
import type { ServerMetrics } from '../metrics/ServerMetrics.ts';
import type { StreamSocket } from './StreamIo.ts';

const EVENTS: ReadonlySet<string> = new Set(['consent', 'frame', 'baseline', 'host', 'leave']);

export interface HandlerOptions {
  readonly clock: () => number;
  /** True once the server has been told to stop: only frames under way are analyzed to the end. */
  readonly draining: () => boolean;
  readonly metrics: ServerMetrics;
}

/**
 * The boundary: checks what a client sent and hands it over. Arguments are `unknown` here, whatever
 * the event types promise, for a client may send anything.
 */
export function registerHandlers(
  socket: StreamSocket,
  { clock, draining, metrics }: HandlerOptions,
): void {
  const { session, member } = socket.data;

  function complain(problem: Problem): void {
    metrics.countProblem(problem.reason);
    socket.emit('problem', problem);
  }

  socket.onAny((event: string, ...args: unknown[]) => {
    if (EVENTS.has(event)) return;
    const problem: Problem = {
      reason: 'unknown_event',
      message: 'There is no such event; SPEC.md lists those that are.',
    };
    const ack = args.at(-1);
    if (typeof ack === 'function') ack({ ok: false, problem });
    complain(problem);
  });

  // What Socket.IO itself cannot read, more than ten binaries say; it closes the connection after this.
  socket.on('error', () => complain(badMessage('The message does not follow the protocol.')));

  /** A control message with one argument, and what to do with it. */
  function onControl<T>(
    event: 'consent' | 'baseline' | 'host' | 'leave',
    schema: z.ZodType<T>,
    handle: (message: T) => ControlAck | Promise<ControlAck>,
  ): void {
    const handler = (...args: readonly unknown[]) => {
      const ack = args.at(-1);
      if (!isAcknowledge(ack)) {
        complain(badMessage(`\`${event}\` takes an acknowledgement.`));
        return;
      }
      const message = schema.safeParse(args.length === 1 ? undefined : args[0]);
      const answer = (reply: ControlAck) => {
        if (!reply.ok) metrics.countProblem(reply.problem.reason);
        ack(reply);
      };
      if (!message.success || args.length > 2) {
        const problem = badMessage(`\`${event}\`: ${issueOf(message.error)}`);
        answer({ ok: false, problem });
      } else if (member.seat.state === 'gone') {
        answer({ ok: false, problem: SEAT_GONE });
      } else {
        const reply = handle(message.data);
        // At once where it can be, as a connection may be closed in the next turn.
        if (reply instanceof Promise) void reply.then(answer);
        else answer(reply);
      }
    };
    socket.on(event, handler as never);
  }

  onControl('consent', consentSchema, (consent) => session.decideConsent(member, consent));
  onControl('baseline', baselineCommandSchema, (command) =>
    session.commandBaseline(member, command),
  );
  onControl('host', hostCommandSchema, (command) => session.command(member, command));
  onControl('leave', z.undefined(), () => session.leave(member));

  socket.on('frame', (...args: readonly unknown[]) => {
    const receivedAtMs = clock();
    metrics.countReceived();
    const ack = args.at(-1);
    if (!isAcknowledge(ack)) {
      complain(badMessage('`frame` takes its fields, one JPEG and an acknowledgement.'));
      return;
    }
    const acknowledge = (reply: FrameAck) => {
      metrics.countFrame(reply);
      ack(reply);
    };
    const meta = frameMetaSchema.safeParse(args[0]);
    const jpeg = args[1];
    if (!meta.success) {
      const problem = badMessage(`\`frame\`: ${issueOf(meta.error)}`);
      acknowledge({ status: 'rejected', seq: null, problem });
    } else if (!member.publisher) {
      acknowledge({ status: 'rejected', seq: meta.data.seq, problem: WRONG_ROLE });
    } else if (!(jpeg instanceof Uint8Array)) {
      const problem = refusal('no_image', '`frame` takes a JPEG as its second argument.');
      acknowledge({ status: 'rejected', seq: meta.data.seq, problem });
    } else if (args.length !== 3) {
      const problem = badMessage('`frame` takes exactly one binary.');
      acknowledge({ status: 'rejected', seq: meta.data.seq, problem });
    } else if (draining()) {
      acknowledge({ status: 'rejected', seq: meta.data.seq, problem: DRAINING });
    } else {
      member.publisher.handleFrame({ meta: meta.data, jpeg, receivedAtMs, acknowledge });
    }
  });
}

const DRAINING = refusal('draining', 'The server is stopping.');
const SEAT_GONE = refusal('removed', 'This seat has been given up or taken away.');
const WRONG_ROLE = refusal('wrong_role', 'A viewer sends neither frames nor consent.');

function refusal(reason: ProblemReason, message: string): Problem {
  return { reason, message };
}

function badMessage(message: string): Problem {
  return refusal('bad_message', message);
}

function isAcknowledge(value: unknown): value is (reply: unknown) => void {
  return typeof value === 'function';
}

/** The first thing wrong, by field, in one phrase. */
function issueOf(error: z.ZodError | undefined): string {
  const issue = error?.issues[0];
  if (!issue) return 'unexpected arguments';
  const field = issue.path.join('.');
  return field ? `${field}: ${issue.message}` : issue.message;
}
