'use client';

import { EXPORT_FORMATS, type ExportFormat } from '@emostream/protocol';
import { Download } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { problemOf } from '../../transport/callApi.ts';
import { elapsedWords } from '../data/elapsedWords.ts';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';
import { EXPORT_WORDS, exportFileName } from './exportWords.ts';
import { saveExport } from './saveExport.ts';

interface ExportDialogProps {
  /** Whether the brushed range is what was meant. */
  readonly ofSelection: boolean;
  readonly onClose: () => void;
}

/** From this many rows on the file goes straight to disk where the browser can do that. */
const LARGE_ROWS = 150_000;

/** Takes the recording, or a part of it, away as a file. */
export function ExportDialog({ ofSelection, onClose }: ExportDialogProps) {
  const { api } = useTimelineParts();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const details = useTimeline((store) => store.details);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const selection = useTimeline((store) => store.selection);
  const people = details?.participants.filter(({ frameCount }) => frameCount > 0) ?? [];
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [part, setPart] = useState<'whole' | 'selection'>(ofSelection ? 'selection' : 'whole');
  const [participantId, setParticipantId] = useState('');
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => dialogRef.current?.showModal(), []);

  async function save(): Promise<void> {
    if (!details || busy) return;
    setBusy(true);
    setWords('Waiting for the first bytes …');
    const range = part === 'selection' ? selection : null;
    const name = exportFileName(details.title, api.code, format);
    const large = !range && details.frameCount > LARGE_ROWS;
    try {
      const request = api.exportRequest(format, { range, participantId });
      const saved = await saveExport(request, name, large, (bytes) =>
        setWords(`${sizeWords(bytes)} …`),
      );
      setWords(saved ? `Saved as ${name}.` : '');
    } catch (error) {
      setWords(`That did not work: ${problemOf(error).message}`);
    }
    setBusy(false);
  }

  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(46rem,calc(100vw-2rem))] overflow-y-auto rounded-3xl border border-line bg-surface p-5 text-text shadow-2xl backdrop:bg-black/50 sm:p-7"
    >
      <h2 id={titleId} className="text-xl font-bold tracking-tight">
        Export
      </h2>
      <fieldset className="mt-4 grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">Format</legend>
        {EXPORT_FORMATS.map((one) => (
          <label
            key={one}
            className="flex cursor-pointer items-start gap-2.5 rounded-xl border border-line p-3 hover:bg-raised has-checked:border-accent/60 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="format"
              checked={one === format}
              onChange={() => setFormat(one)}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="block leading-snug font-semibold">{EXPORT_WORDS[one].name}</span>
              <span className="block text-sm leading-snug text-muted text-pretty">
                {EXPORT_WORDS[one].detail}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="mt-5 flex flex-wrap gap-4">
        <label className="grid flex-[1_1_12rem] gap-1 text-sm font-medium">
          Time
          <select
            value={selection ? part : 'whole'}
            onChange={({ currentTarget }) => setPart(currentTarget.value as typeof part)}
            className="min-h-11 rounded-xl border border-line bg-page px-3 text-base font-normal"
          >
            <option value="whole">Whole recording</option>
            {selection && (
              <option value="selection">
                Selected: {elapsedWords(selection.fromMs - originMs)} to{' '}
                {elapsedWords(selection.toMs - originMs)}
              </option>
            )}
          </select>
        </label>
        {people.length > 1 && (
          <label className="grid flex-[1_1_12rem] gap-1 text-sm font-medium">
            People
            <select
              value={participantId}
              onChange={({ currentTarget }) => setParticipantId(currentTarget.value)}
              className="min-h-11 rounded-xl border border-line bg-page px-3 text-base font-normal"
            >
              <option value="">Everybody</option>
              {people.map((participant) => (
                <option key={participant.participantId} value={participant.participantId}>
                  {participant.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="mt-6 flex flex-wrap items-center justify-end gap-2.5">
        <p role="status" className="mr-auto text-sm text-muted tabular-nums">
          {words}
        </p>
        <Button onClick={() => dialogRef.current?.close()}>Close</Button>
        <Button kind="primary" aria-disabled={busy} onClick={() => void save()}>
          <Download size={17} aria-hidden /> {busy ? 'Exporting …' : 'Export'}
        </Button>
      </div>
    </dialog>
  );
}

function sizeWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
