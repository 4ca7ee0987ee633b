'use client';

import type { Deletion } from '@emostream/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { restoreFocus } from '../../components/restoreFocus.ts';
import { forgetKey, keysOf } from '../../keys/keyring.ts';
import { DeleteSessionDialog } from '../../sessions/DeleteSessionDialog.tsx';
import { deadKeys } from '../../sessions/deadKeys.ts';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { AuditLog } from '../manage/AuditLog.tsx';
import { DeleteRangeDialog } from '../manage/DeleteRangeDialog.tsx';
import { deletionWords } from '../manage/deletionWords.ts';
import { PeopleList } from '../manage/PeopleList.tsx';
import { MarkerForm } from '../markers/MarkerForm.tsx';
import { MarkerList } from '../markers/MarkerList.tsx';
import { ReplayPanel } from '../replay/ReplayPanel.tsx';
import { useReplay } from '../replay/useReplay.ts';
import { SummarySection } from '../summary/SummarySection.tsx';
import { ChartSection } from './ChartSection.tsx';
import { NothingRecorded } from './NothingRecorded.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { type DeletedHere, SessionGone } from './SessionGone.tsx';
import { SessionHead } from './SessionHead.tsx';
import { useTimeline, useTimelineParts } from './TimelineContext.ts';
import { useTimelineKeys } from './useTimelineKeys.ts';

type OpenDialog = 'export' | 'export selection' | 'delete session' | 'delete range' | null;

/** One recorded session, to be looked at, replayed, marked, exported and deleted. */
export function SessionTimeline() {
  const { api, useStore } = useTimelineParts();
  const statusRef = useRef<HTMLParagraphElement>(null);
  const details = useTimeline((store) => store.details);
  const problem = useTimeline((store) => store.problem);
  const load = useTimeline((store) => store.load);
  const selection = useTimeline((store) => store.selection);
  const draft = useTimeline((store) => store.draft);
  const spoken = useTimeline((store) => store.spoken);
  const recorded = useTimeline((store) => store.details?.firstFrameMs != null);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [deleted, setDeleted] = useState<Deletion | null>(null);
  const [gone, setGone] = useState<DeletedHere | null>(null);
  const { controller, status } = useReplay();
  useTimelineKeys(useCallback(() => controller?.toggle(), [controller]));

  useEffect(() => {
    void load();
    return () => useStore.getState().close();
  }, [load, useStore]);

  // The button that deleted something may have gone with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every loading may take it away
  useEffect(() => restoreFocus(statusRef.current), [deleted, details]);

  async function tellDeleted(deletion: Deletion): Promise<void> {
    const own = useStore.getState().details?.access === 'own';
    setDeleted(deletion);
    setDialog(null);
    useStore.getState().select(null);
    await load();
    if (!own || useStore.getState().problem?.reason !== 'session_not_found') return;
    setGone({ what: 'own', deletion });
    for (const { key } of deadKeys(keysOf(api.code), api.bearer)) forgetKey(key);
  }

  /** Its keys went with it. */
  function tellSessionDeleted(): void {
    setGone({ what: 'session' });
    useStore.getState().clear();
  }

  if (gone || problem?.reason === 'session_not_found') return <SessionGone deleted={gone} />;
  if (problem && !details) {
    return (
      <div className="py-8">
        <Notice tone="danger" title="This session could not be loaded">
          <p>{problem.message}</p>
          <Button className="mt-3" onClick={() => void load()}>
            Try again
          </Button>
        </Notice>
      </div>
    );
  }
  if (!details) return <SessionLoading />;
  return (
    <div className="py-2 sm:py-4">
      <SessionHead
        onExport={() => setDialog('export')}
        onDelete={() => setDialog('delete session')}
      />
      {problem && (
        <div className="mt-4">
          <Notice tone="danger" title="What is shown may be out of date">
            <p>{problem.message}</p>
          </Notice>
        </div>
      )}
      <div role="status">
        {deleted && (
          <p
            ref={statusRef}
            tabIndex={-1}
            className="mt-4 rounded-2xl border border-line bg-surface p-4"
          >
            {deletionWords(deleted)}.
          </p>
        )}
      </div>
      <p aria-live="polite" className="sr-only" data-testid="spoken">
        {spoken}
      </p>
      {recorded ? (
        <>
          <ChartSection>
            <SelectionBar
              onExport={() => setDialog('export selection')}
              onDelete={() => setDialog('delete range')}
            />
          </ChartSection>
          <div className="mt-12 grid gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <section aria-labelledby="replay">
              <h2 id="replay" className="mb-4 text-2xl font-bold tracking-tight">
                Replay
              </h2>
              {controller && <ReplayPanel controller={controller} status={status} />}
            </section>
            <section aria-labelledby="markers">
              <h2 id="markers" tabIndex={-1} className="mb-4 text-2xl font-bold tracking-tight">
                Markers
              </h2>
              <MarkerList />
            </section>
          </div>
          <SummarySection />
        </>
      ) : (
        <NothingRecorded open={details.endedAtMs === null} own={details.access === 'own'} />
      )}
      <section aria-labelledby="data" className="mt-12">
        <h2 id="data" className="mb-2 text-2xl font-bold tracking-tight">
          People and data
        </h2>
        <PeopleList onDeleted={(deletion) => void tellDeleted(deletion)} />
        {details.access === 'all' && (
          <div className="mt-4">
            <AuditLog />
          </div>
        )}
      </section>
      {draft?.id === null && (
        <div className="fixed inset-x-3 bottom-3 z-20 mx-auto max-w-md rounded-2xl shadow-2xl">
          <MarkerForm
            key={`${draft.atMs} ${draft.endMs}`}
            draft={draft}
            mayExclude={details.access === 'all'}
          />
        </div>
      )}
      {(dialog === 'export' || dialog === 'export selection') && (
        <ExportDialog ofSelection={dialog === 'export selection'} onClose={() => setDialog(null)} />
      )}
      {dialog === 'delete session' && (
        <DeleteSessionDialog
          session={details}
          onDeleted={tellSessionDeleted}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'delete range' && selection && (
        <DeleteRangeDialog
          range={selection}
          onDeleted={(deletion) => void tellDeleted(deletion)}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

function SessionLoading() {
  return (
    <div role="status" className="py-6">
      <span className="sr-only">Loading the session</span>
      <div className="h-9 w-80 max-w-full rounded-xl bg-raised motion-safe:animate-pulse" />
      <div className="mt-6 h-96 rounded-3xl border border-line bg-surface motion-safe:animate-pulse" />
    </div>
  );
}
