import { randomUUID } from 'node:crypto';
import { CONSENT_VERSION, type FrameAck, type FrameResult } from '@emostream/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisLane, LaneJob } from '../../apps/stream-server/src/analysis/AnalysisLane.ts';
import type { Connection } from '../../apps/stream-server/src/session/Connection.ts';
import { Member } from '../../apps/stream-server/src/session/Member.ts';
import { type PublishedFrame, Publisher } from '../../apps/stream-server/src/session/Publisher.ts';
import { type KeptEvent, Session } from '../../apps/stream-server/src/session/Session.ts';
import { plainFace } from '../support/AnsweringAnalyzerThread.ts';

/** What may happen, in any order. */
type Step =
  | { readonly kind: 'consent' | 'oldConsent' | 'withdraw' | 'leave'; readonly who: number }
  | { readonly kind: 'connect' | 'disconnect' | 'frame'; readonly who: number }
  | { readonly kind: 'mute' | 'unmute' | 'remove' | 'delete'; readonly who: number }
  | {
      readonly kind: 'take' | 'receive' | 'settle' | 'fail' | 'record' | 'end';
      readonly who: number;
    };

/** How often each may happen: frames, their analysis and consent make up most of it. */
const KINDS = Object.entries({
  ...{
    consent: 8,
    frame: 12,
    take: 10,
    settle: 10,
    fail: 1,
    receive: 4,
    connect: 4,
    disconnect: 2,
  },
  ...{ withdraw: 2, oldConsent: 1, mute: 1, unmute: 3, record: 1 },
  ...{ leave: 0.5, remove: 0.5, delete: 0.5, end: 0.5 },
}).flatMap(([kind, weight]) => Array.from({ length: 2 * weight }, () => kind)) as Step['kind'][];

/** A frame that was sent, with what the world looked like when it came. */
interface SentFrame {
  readonly who: number;
  readonly seq: number;
  /** Counts up with each withdrawal, removal and end: the frame may be used only in its own era. */
  readonly era: number;
  readonly consented: boolean;
  readonly mutedAtArrival: boolean;
  readonly acks: FrameAck[];
}

/** What a participant has agreed to, kept beside the session by the simplest of means. */
interface Model {
  consented: boolean;
  gone: boolean;
  muted: boolean;
  era: number;
}

class World {
  readonly models: Model[];
  readonly frames: SentFrame[] = [];
  readonly kept: KeptEvent[] = [];
  withdrawals = 0;
  /** Relayed frames that receivers have not taken yet. */
  readonly #untaken: (() => void)[] = [];
  readonly #jobs: { job: LaneJob; frame: SentFrame }[] = [];
  readonly #lane: AnalysisLane[] = [];
  readonly #members: Member[] = [];
  readonly #session: Session;
  readonly #violations: string[] = [];
  #nowMs = 1_000_000;
  #seq = 0;
  #ended = false;

  constructor(count: number) {
    const clock = () => this.#nowMs;
    this.#session = new Session(
      {
        stored: {
          code: 'BCDFGH',
          title: 'A world',
          purpose: 'research',
          exception: null,
          retentionDays: 30,
          createdAtMs: 0,
          endedAtMs: null,
          recording: false,
        },
        clock,
        seatHeldMs: 120_000,
        record: (_session, { result }) => this.#see('recorded', result),
        recordingProblem: () => null,
        onKept: (event) => this.kept.push(event),
        onWithdrawal: async () => {
          this.withdrawals += 1;
          return { ok: true };
        },
        onRelayed: () => {},
      },
      false,
    );
    this.models = Array.from({ length: count }, () => ({
      consented: false,
      gone: false,
      muted: false,
      era: 0,
    }));
    for (let who = 0; who < count; who += 1) this.#members.push(this.#join(who));
    this.#session.listen({
      participantId: null,
      onResult: (result) => this.#see('fed', result),
      onRoster: () => {},
      onMarker: () => {},
      onEnd: () => {},
    });
  }

  /** What went through that should not have, in words. */
  get violations(): readonly string[] {
    return this.#violations;
  }

  do({ kind, who }: Step): void {
    this.#nowMs += 40;
    const member = this.#members[who] as Member;
    const host = this.#members[0] as Member;
    const model = this.models[who] as Model;
    const { participantId } = member.identity;
    const isHere = !model.gone && !this.#ended;
    switch (kind) {
      case 'connect':
        if (isHere) this.#session.connect(member, this.#connection(who));
        return;
      case 'disconnect':
        if (member.connection) this.#session.disconnect(member, member.connection);
        return;
      case 'consent':
        // Also of somebody who has gone, as over a connection that is still open.
        this.#session.decideConsent(member, { granted: true, version: CONSENT_VERSION });
        if (isHere) model.consented = true;
        return;
      case 'oldConsent':
        this.#session.decideConsent(member, { granted: true, version: '2020-01' });
        return;
      case 'withdraw':
        if (!isHere) return;
        this.#session.decideConsent(member, { granted: false, version: CONSENT_VERSION });
        this.#endEra(model);
        return;
      case 'leave':
        this.#session.leave(member);
        if (who === 0 || !isHere) return;
        this.#endEra(model);
        model.gone = true;
        return;
      case 'remove':
        this.#session.command(host, { command: 'remove', participantId });
        if (who === 0 || !isHere) return;
        this.#endEra(model);
        model.gone = true;
        return;
      case 'delete':
        if (!isHere) return;
        this.#session.dropParticipant(
          participantId,
          { reason: 'session_not_found', message: 'deleted' },
          who !== 0,
        );
        this.#endEra(model);
        model.gone = who !== 0;
        return;
      case 'mute':
      case 'unmute':
        this.#session.command(host, { command: 'mute', participantId, muted: kind === 'mute' });
        if (isHere) model.muted = kind === 'mute';
        return;
      case 'record':
        this.#session.command(host, { command: 'record', on: true });
        return;
      case 'end':
        // Now and then only, or nothing else would ever happen.
        if (who !== 0 || this.#seq % 5 !== 4) return;
        this.#session.end('host');
        for (const one of this.models) this.#endEra(one);
        this.#ended = true;
        return;
      case 'frame':
        this.#send(who, member);
        return;
      case 'take':
        this.#take();
        return;
      case 'receive':
        this.#untaken.shift()?.();
        return;
      case 'settle':
      case 'fail':
        this.#settle(kind === 'settle');
    }
  }

  /** Lets everything under way end. */
  finish(): void {
    while (this.#jobs.length > 0 || this.#lane.length > 0) {
      this.#take();
      this.#settle(true);
    }
    for (const taken of this.#untaken) taken();
  }

  #join(who: number): Member {
    const participantId = randomUUID();
    const publisher = new Publisher({
      participantId,
      detector: 'tiny',
      clock: () => this.#nowMs,
      firstTrackId: 0,
      enqueue: (lane) => {
        if (!this.#lane.includes(lane)) this.#lane.push(lane);
      },
      publish: (frame: PublishedFrame) => this.#session.publish(member, frame),
      onBaseline: () => this.#session.changed(),
    });
    const role = who === 0 ? ('host' as const) : ('participant' as const);
    const identity = { participantId, role, name: `P${who}`, keyHash: '', joinedAtMs: 0 };
    const member = new Member(identity, publisher, { state: 'reserved', sinceMs: this.#nowMs });
    this.#session.add(member);
    return member;
  }

  #connection(who: number): Connection {
    return {
      id: randomUUID(),
      sendRoster: () => {},
      sendResult: (result) => this.#see(`sent to P${who}`, result),
      relay: (result, _jpeg, onTaken) => {
        this.#see(`relayed to P${who}`, result);
        this.#untaken.push(onTaken);
      },
      sendMarker: () => {},
      loseSeat: () => {},
      disconnect: () => {},
    };
  }

  #endEra(model: Model): void {
    model.consented = false;
    model.era += 1;
  }

  #send(who: number, member: Member): void {
    const { consented, era, muted } = this.models[who] as Model;
    const frame: SentFrame = {
      who,
      seq: this.#seq++,
      era,
      consented,
      mutedAtArrival: muted,
      acks: [],
    };
    this.frames.push(frame);
    member.publisher?.handleFrame({
      meta: { seq: frame.seq, capturedAtMs: this.#nowMs },
      jpeg: new Uint8Array([frame.seq % 256, frame.seq >> 8]),
      receivedAtMs: this.#nowMs,
      acknowledge: (ack) => frame.acks.push(ack),
    });
  }

  #take(): void {
    const job = this.#lane.shift()?.take(this.#lane.length > 0);
    if (!job) return;
    const [low = 0, high = 0] = job.job.bytes;
    const frame = this.frames[low + 256 * high] as SentFrame;
    this.#check('analyzed', frame);
    this.#jobs.push({ job, frame });
  }

  #settle(ok: boolean): void {
    const next = this.#jobs.shift();
    const timings = { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 };
    next?.job.settle(
      ok
        ? {
            ok,
            analysis: {
              width: 640,
              height: 480,
              faces: [plainFace()],
              minProbability: 0.5,
              timings,
            },
          }
        : { ok, problem: { reason: 'analysis_failed', message: '' } },
    );
  }

  #see(where: string, { seq }: FrameResult): void {
    this.#check(where, this.frames[seq] as SentFrame);
  }

  #check(what: string, frame: SentFrame): void {
    const model = this.models[frame.who] as Model;
    const allowed = frame.consented && model.consented && model.era === frame.era && !model.muted;
    if (!allowed) this.#violations.push(`frame ${frame.seq} of P${frame.who} was ${what}`);
  }
}

const steps = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), who: fc.integer({ min: 0, max: 2 }) }),
  { minLength: 20, maxLength: 150, size: 'max' },
) as fc.Arbitrary<Step[]>;

describe('a session, whatever happens in it in whatever order', () => {
  it('lets no frame through without consent from its arrival to its last use (C1, C3)', () => {
    let published = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        const world = new World(3);
        for (const step of taken) world.do(step);
        world.finish();
        expect(world.violations).toEqual([]);
        published += world.frames.filter(({ acks }) => acks[0]?.status === 'analyzed').length;
      }),
      { numRuns: 400 },
    );
    // Or the property would hold of a session that lets nothing through at all.
    expect(published).toBeGreaterThan(100);
  });

  it('acknowledges every frame exactly once (F2)', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const world = new World(3);
        for (const step of taken) world.do(step);
        world.finish();
        for (const { acks } of world.frames) expect(acks).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps every withdrawal, so that its rows are deleted (C3)', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const world = new World(3);
        let withdrawals = 0;
        for (const step of taken) {
          const before = world.models[step.who]?.era;
          world.do(step);
          if (step.kind === 'withdraw' && world.models[step.who]?.era !== before) withdrawals += 1;
        }
        expect(world.withdrawals).toBe(withdrawals);
      }),
      { numRuns: 200 },
    );
  });
});
