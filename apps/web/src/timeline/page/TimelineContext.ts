import { createContext, useContext } from 'react';
import type { TimelineStore, UseTimelineStore } from '../../stores/timelineStore.ts';
import type { SessionApi } from '../data/SessionApi.ts';

/** What every part of a session's page works with. */
export interface TimelineParts {
  readonly api: SessionApi;
  readonly useStore: UseTimelineStore;
}

export const TimelineContext = createContext<TimelineParts | null>(null);

/** @throws Error outside a session's page */
export function useTimelineParts(): TimelineParts {
  const parts = useContext(TimelineContext);
  if (!parts) throw new Error('This belongs on a session’s page.');
  return parts;
}

/** A part of the page's state; renders again when it changes. */
export function useTimeline<Selected>(select: (store: TimelineStore) => Selected): Selected {
  return useTimelineParts().useStore(select);
}
