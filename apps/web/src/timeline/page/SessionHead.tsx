'use client';

import { ChevronLeft, Download, RotateCw, Trash2, Video } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '../../components/Button.tsx';
import {
  counted,
  dateWords,
  lengthWords,
  momentWords,
  purposeWords,
} from '../../sessions/sessionWords.ts';
import { useTimeline } from './TimelineContext.ts';

interface SessionHeadProps {
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

/** Which session this is, and what can be done with all of it. */
export function SessionHead({ onExport, onDelete }: SessionHeadProps) {
  const details = useTimeline((store) => store.details);
  const load = useTimeline((store) => store.load);
  if (!details) return null;
  const open = details.endedAtMs === null;
  const facts = [
    purposeWords(details),
    momentWords(details.createdAtMs),
    details.recordedMs > 0 ? lengthWords(details.recordedMs) : 'nothing recorded',
    counted(details.participantCount, 'person', 'people'),
    counted(details.frameCount, 'row'),
    details.expiresAtMs === null
      ? `kept ${counted(details.retentionDays, 'day')} after its end`
      : `will be deleted on ${dateWords(details.expiresAtMs)}`,
  ];
  return (
    <header>
      <Link
        href="/sessions/"
        className="-ml-1.5 inline-flex min-h-9 items-center gap-1 rounded-lg pr-2 text-sm font-medium text-muted hover:text-text"
      >
        <ChevronLeft size={17} aria-hidden /> Sessions
      </Link>
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="min-w-0 flex-[1_1_24rem]">
          <h1 className="text-2xl font-bold tracking-tight text-pretty wrap-anywhere sm:text-3xl">
            {details.title}
          </h1>
          <p className="mt-1.5 text-muted tabular-nums text-pretty">
            <span className="font-mono text-[0.95em] tracking-wider text-text">
              {details.sessionCode}
            </span>
            {' · '}
            {open && <span className="font-medium text-accent">still open · </span>}
            {facts.join(' · ')}
          </p>
          {details.access === 'own' && (
            <p className="mt-1 text-sm text-muted">
              Your key opens your own rows and markers only.
            </p>
          )}
          {details.models.length > 0 && (
            <p className="mt-1 text-sm text-muted">
              Expression estimates by{' '}
              {details.models
                .map(({ modelId, preprocessing }) => `${modelId} (preprocessing ${preprocessing})`)
                .join(', then ')}
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {open && (
            <>
              <Button kind="quiet" onClick={() => void load()}>
                <RotateCw size={17} aria-hidden /> Reload
              </Button>
              <Link
                href={`/room/?code=${details.sessionCode}`}
                className={buttonClass('secondary')}
              >
                <Video size={17} aria-hidden /> Live room
              </Link>
            </>
          )}
          {details.frameCount > 0 && (
            <Button onClick={onExport}>
              <Download size={17} aria-hidden /> Export
            </Button>
          )}
          {details.access === 'all' && (
            <Button kind="danger" onClick={onDelete}>
              <Trash2 size={17} aria-hidden /> Delete
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}
