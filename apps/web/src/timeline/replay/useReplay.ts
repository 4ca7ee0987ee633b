import { useEffect, useState } from 'react';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';
import { ReplayController, type ReplayStatus } from './ReplayController.ts';

const STOPPED: ReplayStatus = { playing: false, speed: 1 };

/** The replay of the session's recording, anew when its bounds change; null while there is none. */
export function useReplay(): { controller: ReplayController | null; status: ReplayStatus } {
  const { api, useStore } = useTimelineParts();
  const details = useTimeline((store) => store.details);
  const [controller, setController] = useState<ReplayController | null>(null);
  const [status, setStatus] = useState(STOPPED);
  useEffect(() => {
    if (details?.firstFrameMs == null) {
      setController(null);
      return;
    }
    const made = new ReplayController(api, useStore, setStatus);
    setController(made);
    setStatus(STOPPED);
    return made.run();
  }, [api, useStore, details]);
  return { controller, status };
}
