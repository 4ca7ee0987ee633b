import type { Marker, SessionDetails, Summary } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { createTimelineStore } from '../../../apps/web/src/stores/timelineStore.ts';
import type { SessionApi } from '../../../apps/web/src/timeline/data/SessionApi.ts';
import { ApiError } from '../../../apps/web/src/transport/callApi.ts';
import { madeTimeline, madeTrack } from './madeTimeline.ts';

const DETAILS: SessionDetails = {
  sessionCode: 'BCDFGH',
  title: 'Made',
  purpose: 'research',
  createdAtMs: 0,
  endedAtMs: 9000,
  expiresAtMs: 10_000,
  retentionDays: 30,
  participantCount: 1,
  frameCount: 12,
  markerCount: 0,
  recordedMs: 3000,
  access: 'all',
  firstFrameMs: 0,
  lastFrameMs: 3000,
  participants: [],
  models: [],
};
const NEW = { label: 'here', atMs: 1000, endMs: null, exclude: false };

type Answers = Partial<Pick<SessionApi, 'details' | 'summary' | 'addMarker' | 'changeMarker'>>;

/** A store over a server that answers at once, but for what is said otherwise. */
function script(answers: Answers = {}) {
  const api = {
    details: async () => DETAILS,
    markers: async (): Promise<readonly Marker[]> => [made('late', 2000)],
    timeline: async () => madeTimeline([madeTrack(1, [0, 1000, 2000])]),
    summary: async () => summary(0),
    addMarker: async () => made('new', 1000),
    changeMarker: async () => made('late', 500),
    deleteMarker: async () => {},
    ...answers,
  };
  return { useStore: createTimelineStore(api as unknown as SessionApi), api };
}

function made(id: string, atMs: number): Marker {
  return { id, authorId: 'ann', author: 'Ann', label: id, atMs, endMs: null, exclude: false };
}

function summary(fromMs: number): Summary {
  return { fromMs, toMs: 3000, participants: [] };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const gone = () =>
  Promise.reject(new ApiError({ reason: 'session_not_found', message: 'There is none.' }));

describe('the timeline store', () => {
  it('keeps nothing of a session that is not there any more', async () => {
    const { useStore, api } = script();
    await useStore.getState().load();
    await settled();
    expect(useStore.getState().summary).not.toBeNull();
    let others = 0;
    api.details = gone;
    api.markers = async () => {
      others += 1;
      return [];
    };
    await useStore.getState().load();
    await settled();
    expect(others).toBe(0);
    const { details, markers, timeline, overview, summary: summed, problem } = useStore.getState();
    expect([details, timeline, overview, summed]).toEqual([null, null, null, null]);
    expect(markers).toEqual([]);
    expect(problem?.reason).toBe('session_not_found');
  });

  it('keeps what it has when the server cannot be reached', async () => {
    const { useStore, api } = script();
    await useStore.getState().load();
    api.details = () => Promise.reject(new ApiError({ reason: 'internal', message: 'Away.' }));
    await useStore.getState().load();
    expect(useStore.getState().details).toEqual(DETAILS);
    expect(useStore.getState().problem?.message).toBe('Away.');
  });

  it('shows all of what was recorded since an empty page was loaded', async () => {
    const empty: SessionDetails = { ...DETAILS, firstFrameMs: null, lastFrameMs: null };
    const { useStore, api } = script({ details: async () => empty });
    await useStore.getState().load();
    api.details = async () => DETAILS;
    await useStore.getState().load();
    const { range, bounds } = useStore.getState();
    expect(range).toEqual(bounds);
    expect(range.toMs).toBe(3001);
  });

  it('keeps the draft of a marker that was not saved, and says why', async () => {
    const refused = new ApiError({ reason: 'session_full', message: 'Full.' });
    const { useStore } = script({ addMarker: () => Promise.reject(refused) });
    await useStore.getState().load();
    const draft = { id: null, ...NEW };
    useStore.getState().setDraft(draft);
    await expect(useStore.getState().saveMarker(null, NEW)).rejects.toBe(refused);
    expect(useStore.getState().draft).toBe(draft);
  });

  it('shows a saved marker though nothing else can be loaded then', async () => {
    const { useStore, api } = script();
    await useStore.getState().load();
    await settled();
    api.summary = () => Promise.reject(new ApiError({ reason: 'internal', message: 'Away.' }));
    useStore.getState().setDraft({ id: null, ...NEW });
    await useStore.getState().saveMarker(null, NEW);
    await settled();
    const { draft, markers, summaryProblem } = useStore.getState();
    expect(draft).toBeNull();
    expect(markers.map(({ id }) => id)).toEqual(['new', 'late']);
    expect(summaryProblem?.message).toBe('Away.');
    await useStore.getState().saveMarker('late', NEW);
    expect(useStore.getState().markers.map(({ id, atMs }) => [id, atMs])).toEqual([
      ['late', 500],
      ['new', 1000],
    ]);
    await useStore.getState().deleteMarker('late');
    expect(useStore.getState().markers.map(({ id }) => id)).toEqual(['new']);
  });

  it('leaves out who has no row, whichever answer comes first', async () => {
    const host = { participantId: 'host', name: 'Host', joinedAtMs: 0 };
    const details = {
      ...DETAILS,
      participants: [{ ...host, frameCount: 0, droppedCount: 0, trackCount: 0 }],
    };
    const participants = [{ participantId: 'host' }, { participantId: 'ann' }];
    const { useStore } = script({
      details: () => new Promise((resolve) => setTimeout(resolve, 10, details)),
      summary: async () => ({ ...summary(0), participants }) as unknown as Summary,
    });
    await useStore.getState().load();
    const { summary: summed } = useStore.getState();
    expect(summed?.participants.map(({ participantId }) => participantId)).toEqual(['ann']);
    expect(useStore.getState().details?.participants).toHaveLength(1);
  });

  it('tells only the latest of several summaries', async () => {
    const answers: ((summary: Summary) => void)[] = [];
    const { useStore } = script({
      summary: () => new Promise<Summary>((resolve) => answers.push(resolve)),
    });
    useStore.getState().retrySummary();
    await settled();
    useStore.getState().retrySummary();
    await settled();
    answers[1]?.(summary(2));
    answers[0]?.(summary(1));
    await settled();
    expect(useStore.getState().summary).toEqual(summary(2));
  });
});
