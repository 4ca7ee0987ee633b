'use client';

import { Download, Flag, FlagOff, Trash2, X, ZoomIn } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { elapsedWords } from '../data/elapsedWords.ts';
import { lengthOf } from '../data/TimeRange.ts';
import { useTimeline } from './TimelineContext.ts';

interface SelectionBarProps {
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

/**
 * What can be done with the brushed range. It floats over the bottom of the charts for as long as they are in
 * sight, so that nothing moves when one brushes. It belongs at the end of what it floats over.
 */
export function SelectionBar({ onExport, onDelete }: SelectionBarProps) {
  const selection = useTimeline((store) => store.selection);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const host = useTimeline((store) => store.details?.access === 'all');
  const show = useTimeline((store) => store.show);
  const select = useTimeline((store) => store.select);
  const setDraft = useTimeline((store) => store.setDraft);
  if (!selection) return null;
  const mark = (exclude: boolean) =>
    setDraft({
      id: null,
      atMs: Math.round(selection.fromMs),
      endMs: Math.round(selection.toMs),
      label: '',
      exclude,
    });
  const small =
    'min-h-10 px-2.5 text-sm max-sm:flex-col max-sm:gap-0.5 max-sm:px-2 max-sm:text-[0.7rem]';
  return (
    <div className="sticky bottom-3 z-20 h-0">
      <section
        aria-label="Selected range"
        className="absolute inset-x-0 bottom-0 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap items-center justify-center gap-x-1 gap-y-0.5 rounded-2xl border border-line bg-surface/95 p-1.5 sm:pl-4 shadow-2xl backdrop-blur"
      >
        <p className="mr-2 text-sm tabular-nums max-sm:basis-full max-sm:pt-1 max-sm:text-center">
          <span className="font-semibold">
            {elapsedWords(selection.fromMs - originMs, 100)} –{' '}
            {elapsedWords(selection.toMs - originMs, 100)}
          </span>{' '}
          <span className="text-muted">({(lengthOf(selection) / 1000).toFixed(1)} s)</span>
        </p>
        <Button kind="quiet" className={small} onClick={() => show(selection)}>
          <ZoomIn size={16} aria-hidden /> Zoom
        </Button>
        <Button kind="quiet" className={small} onClick={() => mark(false)}>
          <Flag size={16} aria-hidden /> Mark
        </Button>
        {host && (
          <Button kind="quiet" className={small} onClick={() => mark(true)}>
            <FlagOff size={16} aria-hidden /> Exclude
          </Button>
        )}
        <Button kind="quiet" className={small} onClick={onExport}>
          <Download size={16} aria-hidden /> Export
        </Button>
        <Button kind="quiet" className={`${small} !text-danger`} onClick={onDelete}>
          <Trash2 size={16} aria-hidden /> Delete
        </Button>
        <Button
          kind="quiet"
          className={`${small} max-sm:absolute max-sm:top-0.5 max-sm:right-0.5`}
          aria-label="Let the selection go"
          onClick={() => select(null)}
        >
          <X size={16} aria-hidden />
        </Button>
      </section>
    </div>
  );
}
