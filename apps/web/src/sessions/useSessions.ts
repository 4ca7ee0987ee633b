import type { Problem, SessionOverview } from '@emostream/protocol';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { readAdminToken } from '../keys/adminToken.ts';
import { useKeys } from '../keys/useKeys.ts';
import { problemOf } from '../transport/callApi.ts';
import { loadSessions } from './loadSessions.ts';

/** How the list stands. While it loads again, the one before stays. */
export interface SessionsState {
  /** Null before the first answer. */
  readonly sessions: readonly SessionOverview[] | null;
  readonly problem: Problem | null;
  /** Whether the list is everything on the server. */
  readonly admin: boolean;
  readonly reload: () => void;
}

/** Long enough that a word is typed to its end, in milliseconds. */
const TYPING_MS = 250;

/** The sessions that the keys of this browser open, of which a search leaves some. */
export function useSessions(search: string): SessionsState {
  const keys = useKeys();
  const [round, setRound] = useState(0);
  const [sessions, setSessions] = useState<readonly SessionOverview[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const admin = useSyncExternalStore(never, readAdminToken, () => null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(
      async () => {
        try {
          const bearers = keys.map(({ key }) => key);
          const found = await loadSessions(bearers, readAdminToken(), search, abort.signal);
          if (abort.signal.aborted) return;
          setSessions(found);
          setProblem(null);
        } catch (error) {
          if (!abort.signal.aborted) setProblem(problemOf(error));
        }
      },
      search === '' ? 0 : TYPING_MS,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [keys, search, round, admin]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { sessions, problem, admin: admin !== null, reload };
}

/** The token changes only by what is done on this page, which renders anew then. */
function never(): () => void {
  return () => {};
}
