'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { restoreFocus } from '../../components/restoreFocus.ts';
import type { MarkerDraft } from '../../stores/timelineStore.ts';
import { problemOf } from '../../transport/callApi.ts';
import { elapsedWords } from '../data/elapsedWords.ts';
import { useTimeline } from '../page/TimelineContext.ts';

interface MarkerFormProps {
  readonly draft: MarkerDraft;
  /** Whether ranges can be excluded: that changes everybody's summaries, so it is the host's right. */
  readonly mayExclude: boolean;
}

/** Writes a new marker or changes one: type, Enter. Escape leaves it. */
export function MarkerForm({ draft, mayExclude }: MarkerFormProps) {
  const fieldId = useId();
  const fieldRef = useRef<HTMLInputElement>(null);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const setDraft = useTimeline((store) => store.setDraft);
  const saveMarker = useTimeline((store) => store.saveMarker);
  const [label, setLabel] = useState(draft.label);
  const [exclude, setExclude] = useState(draft.exclude);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    fieldRef.current?.focus();
    // What opened it may have gone, as a marker's own button does.
    return () => {
      const back = opener instanceof HTMLElement && opener.isConnected ? opener : null;
      const row = document.getElementById(`marker-${draft.id}`);
      restoreFocus(back ?? row ?? document.getElementById('markers'));
    };
  }, [opener, draft.id]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await saveMarker(draft.id, { label, atMs: draft.atMs, endMs: draft.endMs, exclude });
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  }

  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setDraft(null);
  }

  const at = elapsedWords(draft.atMs - originMs);
  const when = draft.endMs === null ? at : `${at} to ${elapsedWords(draft.endMs - originMs)}`;
  return (
    <form
      aria-label={draft.id === null ? 'New marker' : 'Change marker'}
      onSubmit={(event) => void save(event)}
      onKeyDown={leave}
      className="rounded-2xl border border-accent/50 bg-surface p-3.5"
    >
      <label htmlFor={fieldId} className="text-sm font-medium">
        {draft.id === null ? 'New marker at' : 'Marker at'}{' '}
        <span className="tabular-nums">{when}</span>
      </label>
      <input
        ref={fieldRef}
        id={fieldId}
        value={label}
        maxLength={200}
        onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        placeholder="What happened?"
        className="mt-1.5 min-h-11 w-full rounded-xl border border-line bg-page px-3 placeholder:text-muted"
      />
      {draft.endMs !== null && mayExclude && (
        <label className="mt-2 flex min-h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={exclude}
            onChange={({ currentTarget }) => setExclude(currentTarget.checked)}
            className="size-4.5 accent-accent"
          />
          Exclude this time from charts and summaries
        </label>
      )}
      {problem && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button kind="primary" type="submit" aria-disabled={busy}>
          {busy ? 'Saving …' : 'Save'}
        </Button>
        <Button kind="quiet" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
