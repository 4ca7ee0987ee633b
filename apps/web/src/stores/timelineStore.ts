import type {
  Marker,
  NewMarker,
  Problem,
  SessionDetails,
  Summary,
  Timeline,
  ValueKind,
} from '@emostream/protocol';
import { create } from 'zustand';
import { elapsedWords } from '../timeline/data/elapsedWords.ts';
import { LatestRequest } from '../timeline/data/LatestRequest.ts';
import { momentSummary } from '../timeline/data/momentSummary.ts';
import { onlyRecorded } from '../timeline/data/onlyRecorded.ts';
import type { SessionApi } from '../timeline/data/SessionApi.ts';
import {
  fitRange,
  lengthOf,
  moveRange,
  overlapOf,
  rangeBetween,
  type TimeRange,
  zoomRange,
} from '../timeline/data/TimeRange.ts';
import { problemOf } from '../transport/callApi.ts';

/** The three ways of drawing a track. */
export const CHART_KINDS = ['share', 'lines', 'ribbon'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A marker that is being written. */
export interface MarkerDraft {
  /** Null for a new one. */
  readonly id: string | null;
  readonly atMs: number;
  readonly endMs: number | null;
  readonly label: string;
  readonly exclude: boolean;
}

/** The session page's state. Times are milliseconds since the epoch. */
export interface TimelineStore {
  /** Null until the session is known. */
  readonly details: SessionDetails | null;
  /** Why nothing of the session can be shown. */
  readonly problem: Problem | null;
  readonly markers: readonly Marker[];
  /** The whole recording, coarsely, whatever is looked at. */
  readonly overview: Timeline | null;
  /** What is looked at, as finely as the screen shows it; the one before while it loads. */
  readonly timeline: Timeline | null;
  readonly timelineProblem: Problem | null;
  readonly loading: boolean;
  /** The whole recording. */
  readonly bounds: TimeRange;
  /** The part that the charts show. */
  readonly range: TimeRange;
  /** The part that is brushed. */
  readonly selection: TimeRange | null;
  /** Where the playhead stands. */
  readonly positionMs: number;
  /** Where the pointer is. */
  readonly hoverMs: number | null;
  readonly values: ValueKind;
  readonly chart: ChartKind;
  readonly summary: Summary | null;
  readonly selectionSummary: Summary | null;
  readonly summaryProblem: Problem | null;
  readonly draft: MarkerDraft | null;
  /** For screen readers: what a key has led to. */
  readonly spoken: string;
  /** Also to load again. Where the session is not there any more, nothing of it stays. */
  readonly load: () => Promise<void>;
  readonly retryTimeline: () => void;
  readonly retrySummary: () => void;
  readonly setWidth: (pixels: number) => void;
  readonly show: (range: TimeRange) => void;
  readonly zoom: (factor: number, aroundMs?: number) => void;
  readonly pan: (byMs: number) => void;
  readonly select: (selection: TimeRange | null) => void;
  readonly hover: (atMs: number | null) => void;
  /** Moves the playhead; the charts follow where it leaves them. */
  readonly seek: (atMs: number, spoken?: boolean) => void;
  readonly setValues: (values: ValueKind) => void;
  readonly setChart: (chart: ChartKind) => void;
  readonly setDraft: (draft: MarkerDraft | null) => void;
  readonly saveMarker: (id: string | null, marker: NewMarker) => Promise<void>;
  readonly deleteMarker: (id: string) => Promise<void>;
  /** Lets go of everything of the session. */
  readonly clear: () => void;
  readonly close: () => void;
}

/** Buckets of the overview: as many pixels as a wide screen gives it. */
const OVERVIEW_POINTS = 1200;
/** Zooming and brushing come in bursts. */
const QUERY_DELAY_MS = 120;
/** What is asked for beyond either side of the view, as a share of it, so that panning finds something. */
const MARGIN = 0.2;
/** Charts that become wider or narrower by this share are asked for anew. */
const ANOTHER_WIDTH = 0.2;
const NO_RANGE: TimeRange = { fromMs: 0, toMs: 1000 };

export type UseTimelineStore = ReturnType<typeof createTimelineStore>;

/** What there is before anything is loaded. */
const NOTHING = {
  details: null,
  problem: null,
  markers: [],
  overview: null,
  timeline: null,
  timelineProblem: null,
  loading: false,
  bounds: NO_RANGE,
  range: NO_RANGE,
  selection: null,
  positionMs: 0,
  hoverMs: null,
  summary: null,
  selectionSummary: null,
  summaryProblem: null,
  draft: null,
  spoken: '',
} as const;

/** Makes the state of one session's page; nothing outlives it. */
export function createTimelineStore(api: SessionApi) {
  const timelineRequest = new LatestRequest();
  const selectionRequest = new LatestRequest();
  const summaryRequest = new LatestRequest();
  /** Counts what was begun, as only the latest may tell. */
  let loads = 0;
  let width = 0;
  /** How many buckets the charts show, or will when the answer is there; zero before the first. */
  let pointsShown = 0;

  return create<TimelineStore>()((set, get) => {
    const recorded = <Answer extends Timeline | Summary>(answer: Answer): Answer =>
      onlyRecorded(answer, get().details);
    const askTimeline = (delayMs: number) => {
      const { range, values, details } = get();
      if (details?.firstFrameMs == null || width === 0) return;
      const { bounds } = get();
      const more = MARGIN * lengthOf(range);
      const asked = overlapOf({ fromMs: range.fromMs - more, toMs: range.toMs + more }, bounds);
      const share = asked ? lengthOf(asked) / lengthOf(range) : 1;
      const points = Math.max(10, Math.min(5000, Math.round(width * share)));
      pointsShown = width;
      set({ loading: true });
      timelineRequest.ask(
        (signal) => api.timeline({ range: asked ?? range }, points, values, signal),
        {
          answer: (timeline) =>
            set({ timeline: recorded(timeline), timelineProblem: null, loading: false }),
          failed: (error) => set({ timelineProblem: problemOf(error), loading: false }),
        },
        delayMs,
      );
    };
    const askSelection = (delayMs: number) => {
      const { selection } = get();
      if (!selection) {
        selectionRequest.cancel();
        set({ selectionSummary: null });
        return;
      }
      selectionRequest.ask(
        (signal) => api.summary({ range: selection }, signal),
        {
          answer: (summary) => set({ selectionSummary: recorded(summary), summaryProblem: null }),
          failed: (error) => set({ summaryProblem: problemOf(error) }),
        },
        delayMs,
      );
    };
    const askSummary = () =>
      summaryRequest.ask((signal) => api.summary({}, signal), {
        answer: (summary) => {
          set({ summary: recorded(summary), summaryProblem: null });
          askSelection(0);
        },
        failed: (error) => set({ summaryProblem: problemOf(error) }),
      });
    const showRange = (range: TimeRange) => {
      set({ range });
      askTimeline(QUERY_DELAY_MS);
    };
    /** A changed marker changes what is left out of the summaries. */
    const setMarkers = (markers: readonly Marker[]) => {
      set({ markers: markers.toSorted((one, other) => one.atMs - other.atMs) });
      askSummary();
    };
    const cancelRequests = () => {
      timelineRequest.cancel();
      selectionRequest.cancel();
      summaryRequest.cancel();
      loads += 1;
    };

    return {
      ...NOTHING,
      values: 'smoothed',
      chart: 'share',

      async load() {
        loads += 1;
        const load = loads;
        const first = get().overview === null;
        try {
          const asked = api.details();
          // Where the key may open nothing any more it is tried once: the server counts what it refuses.
          if (get().details) await asked;
          if (load !== loads) return;
          // All at once: the coarse timeline is also what the charts show first.
          askSummary();
          const [details, markers, everybody] = await Promise.all([
            asked,
            api.markers(),
            api.timeline({}, OVERVIEW_POINTS, 'smoothed'),
          ]);
          if (load !== loads) return;
          const { firstFrameMs, lastFrameMs } = details;
          set({ details, markers, problem: null });
          if (firstFrameMs === null || lastFrameMs === null) {
            cancelRequests();
            const { timeline, overview, summary, selection, selectionSummary } = NOTHING;
            set({ timeline, overview, summary, selection, selectionSummary, loading: false });
            return;
          }
          const frames = { fromMs: firstFrameMs, toMs: lastFrameMs + 1 };
          const bounds = fitRange(frames, frames);
          const overview = recorded(everybody);
          set({ bounds, overview });
          // It may have come before it was known who was recorded.
          const { summary } = get();
          if (summary) set({ summary: recorded(summary) });
          if (first) {
            set({ range: bounds, positionMs: firstFrameMs, timeline: overview });
            pointsShown = OVERVIEW_POINTS;
          } else {
            const { range, positionMs } = get();
            set({
              range: fitRange(range, bounds),
              positionMs: Math.max(bounds.fromMs, Math.min(bounds.toMs, positionMs)),
            });
            askTimeline(0);
          }
        } catch (error) {
          if (load !== loads) return;
          const problem = problemOf(error);
          if (problem.reason === 'session_not_found') get().clear();
          set({ problem });
        }
      },

      retryTimeline: () => askTimeline(0),
      retrySummary: askSummary,

      setWidth(pixels) {
        width = pixels;
        if (Math.abs(pixels - pointsShown) > ANOTHER_WIDTH * pointsShown) {
          askTimeline(QUERY_DELAY_MS);
        }
      },

      show: (range) => showRange(fitRange(range, get().bounds)),

      zoom(factor, aroundMs) {
        const { range, bounds, positionMs } = get();
        const inView = positionMs >= range.fromMs && positionMs <= range.toMs;
        const middle = inView ? positionMs : (range.fromMs + range.toMs) / 2;
        showRange(zoomRange(range, factor, aroundMs ?? middle, bounds));
      },

      pan: (byMs) => showRange(moveRange(get().range, byMs, get().bounds)),

      select(selection) {
        const { bounds } = get();
        const within = selection && {
          fromMs: Math.max(bounds.fromMs, selection.fromMs),
          toMs: Math.min(bounds.toMs, selection.toMs),
        };
        set({ selection: within && within.toMs > within.fromMs ? within : null });
        askSelection(2 * QUERY_DELAY_MS);
      },

      hover: (hoverMs) => set({ hoverMs }),

      seek(atMs, spoken = false) {
        const { bounds, range, timeline } = get();
        const positionMs = Math.max(bounds.fromMs, Math.min(bounds.toMs, atMs));
        set({ positionMs });
        if (positionMs < range.fromMs || positionMs > range.toMs) {
          const half = lengthOf(range) / 2;
          showRange(fitRange(rangeBetween(positionMs - half, positionMs + half), bounds));
        }
        if (!spoken) return;
        const time = elapsedWords(positionMs - bounds.fromMs);
        set({ spoken: timeline ? `${time}. ${momentSummary(timeline, positionMs)}` : time });
      },

      setValues(values) {
        set({ values });
        askTimeline(0);
      },

      setChart: (chart) => set({ chart }),
      setDraft: (draft) => set({ draft }),

      async saveMarker(id, marker) {
        const { draft } = get();
        const saved = await (id === null ? api.addMarker(marker) : api.changeMarker(id, marker));
        // Another one may have been begun meanwhile.
        if (get().draft === draft) set({ draft: null });
        setMarkers([...get().markers.filter((known) => known.id !== saved.id), saved]);
      },

      async deleteMarker(id) {
        await api.deleteMarker(id);
        setMarkers(get().markers.filter((known) => known.id !== id));
      },

      clear() {
        cancelRequests();
        set(NOTHING);
      },

      close: cancelRequests,
    };
  });
}
