import type { SessionOverview } from '@emostream/protocol';
import { Trash2, Video } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '../components/Button.tsx';
import { counted, dateWords, lengthWords, momentWords, purposeWords } from './sessionWords.ts';

interface SessionCardProps {
  readonly session: SessionOverview;
  readonly onDelete: () => void;
}

/** One session of the list. The title leads to its timeline. */
export function SessionCard({ session, onDelete }: SessionCardProps) {
  const { sessionCode, title, createdAtMs, endedAtMs, expiresAtMs, recordedMs, access } = session;
  const open = endedAtMs === null;
  const facts = [
    momentWords(createdAtMs),
    recordedMs > 0 ? lengthWords(recordedMs) : 'nothing recorded',
    counted(session.participantCount, 'person', 'people'),
    counted(session.frameCount, 'row'),
    ...(session.markerCount > 0 ? [counted(session.markerCount, 'marker')] : []),
  ];
  return (
    <article className="relative flex flex-wrap items-center gap-x-6 gap-y-4 rounded-2xl border border-line bg-surface p-5 transition-colors has-[.card-link:hover]:border-accent/50">
      <div className="min-w-0 flex-[1_1_20rem]">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h2 className="min-w-0 text-lg leading-snug font-semibold tracking-tight text-pretty wrap-anywhere">
            <Link
              href={`/sessions/timeline/?code=${sessionCode}`}
              className="card-link after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
            >
              {title}
            </Link>
          </h2>
          <Status open={open} />
          {access === 'own' && (
            <span className="rounded-full border border-line px-2.5 py-0.5 text-xs font-medium text-muted">
              yours only
            </span>
          )}
        </div>
        <p className="mt-1.5 text-sm text-muted">
          <span className="font-mono tracking-wider text-text">{sessionCode}</span>
          {' · '}
          {purposeWords(session)}
        </p>
        <p className="mt-1 text-sm text-muted tabular-nums">{facts.join(' · ')}</p>
        <p className="mt-1 text-sm text-muted">
          {expiresAtMs === null
            ? `Kept for ${counted(session.retentionDays, 'day')} after its end`
            : `Will be deleted on ${dateWords(expiresAtMs)}`}
        </p>
      </div>
      <div className="relative flex flex-wrap gap-2">
        {open && (
          <Link href={`/room/?code=${sessionCode}`} className={buttonClass('secondary')}>
            <Video size={17} aria-hidden /> Live room
          </Link>
        )}
        {access === 'all' && (
          <Button kind="quiet" aria-label={`Delete ${title}`} onClick={onDelete}>
            <Trash2 size={17} aria-hidden /> Delete
          </Button>
        )}
      </div>
    </article>
  );
}

function Status({ open }: { readonly open: boolean }) {
  const look = open
    ? 'bg-accent-soft text-accent-strong before:bg-accent'
    : 'bg-raised text-muted before:border before:border-muted';
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium before:size-2 before:rounded-full ${look}`}
    >
      {open ? 'open' : 'ended'}
    </span>
  );
}
