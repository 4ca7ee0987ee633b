'use client';

import type { Marker } from '@emostream/protocol';
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { restoreFocus } from '../../components/restoreFocus.ts';
import { problemOf } from '../../transport/callApi.ts';
import { elapsedWords } from '../data/elapsedWords.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { MarkerForm } from './MarkerForm.tsx';

/** Every marker by time, to go to, to change and to delete. */
export function MarkerList() {
  const markers = useTimeline((store) => store.markers);
  const draft = useTimeline((store) => store.draft);
  const host = useTimeline((store) => store.details?.access === 'all');
  const deleteMarker = useTimeline((store) => store.deleteMarker);
  const [deleting, setDeleting] = useState<Marker | null>(null);
  const [deleted, setDeleted] = useState(0);
  useEffect(() => {
    if (deleted > 0) restoreFocus(document.getElementById('markers'));
  }, [deleted]);
  const sorted = markers.toSorted((one, other) => one.atMs - other.atMs);
  return (
    <div className="grid gap-2">
      {sorted.length === 0 && (
        <p className="rounded-2xl border border-dashed border-line p-4 text-sm text-muted text-pretty">
          {host ? 'No markers yet.' : 'No markers of yours yet; you see only those you set.'} Point
          at a chart and press <kbd>M</kbd>, or add one at the playhead.
        </p>
      )}
      <ul aria-label="Markers" className="grid gap-1">
        {sorted.map((marker) => (
          <li key={marker.id}>
            {draft?.id === marker.id ? (
              <MarkerForm draft={draft} mayExclude={host} />
            ) : (
              <MarkerRow marker={marker} onDelete={() => setDeleting(marker)} />
            )}
          </li>
        ))}
      </ul>
      {deleting && (
        <ConfirmDialog
          title={`Delete the marker “${deleting.label || 'no text'}”?`}
          action="Delete the marker"
          describeError={(error) => problemOf(error).message}
          onConfirm={() => deleteMarker(deleting.id)}
          onClose={() => {
            setDeleting(null);
            setDeleted((before) => before + 1);
          }}
        >
          <p>
            {deleting.exclude
              ? 'The time that it excludes counts in the summaries again. No row is deleted.'
              : 'No row is deleted.'}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

interface MarkerRowProps {
  readonly marker: Marker;
  readonly onDelete: () => void;
}

function MarkerRow({ marker, onDelete }: MarkerRowProps) {
  const { id, atMs, endMs, label, author, exclude } = marker;
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const seek = useTimeline((store) => store.seek);
  const select = useTimeline((store) => store.select);
  const setDraft = useTimeline((store) => store.setDraft);
  const words = label || 'no text';
  const at = elapsedWords(atMs - originMs);
  return (
    <div className="flex items-start gap-1 rounded-xl hover:bg-raised">
      <button
        type="button"
        id={`marker-${id}`}
        onClick={() => {
          seek(atMs, true);
          if (endMs !== null) select({ fromMs: atMs, toMs: endMs });
        }}
        className="flex min-h-11 min-w-0 flex-1 items-baseline gap-3 rounded-xl px-2 py-2.5 text-left"
      >
        <span className="w-13 shrink-0 text-right text-sm font-medium text-accent tabular-nums">
          {at}
        </span>
        <span className="min-w-0">
          <span className="wrap-anywhere">{words}</span>
          <span className="block text-sm text-muted">
            {endMs !== null && `to ${elapsedWords(endMs - originMs)} · `}
            {exclude && 'excluded · '}
            {author}
          </span>
        </span>
      </button>
      <Button
        kind="quiet"
        className="px-2.5"
        aria-label={`Change ${words}`}
        onClick={() => setDraft({ id, atMs, endMs, label, exclude })}
      >
        <Pencil size={16} aria-hidden />
      </Button>
      <Button kind="quiet" className="px-2.5" aria-label={`Delete ${words}`} onClick={onDelete}>
        <Trash2 size={16} aria-hidden />
      </Button>
    </div>
  );
}
