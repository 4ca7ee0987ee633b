import { ChartNoAxesColumn, SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '../components/Button.tsx';

interface NoSessionsProps {
  /** Nothing was found, as opposed to: there is nothing. */
  readonly searched: boolean;
  readonly onClear: () => void;
}

/** Says why the list is empty and what fills it. */
export function NoSessions({ searched, onClear }: NoSessionsProps) {
  const Icon = searched ? SearchX : ChartNoAxesColumn;
  return (
    <section className="grid justify-items-center rounded-3xl border border-dashed border-line px-6 py-12 text-center sm:py-16">
      <Icon size={34} aria-hidden className="text-accent" />
      <h2 className="mt-4 text-xl font-semibold">
        {searched ? 'No session has that in its title or code' : 'No sessions yet'}
      </h2>
      {searched ? (
        <Button className="mt-5" onClick={onClear}>
          Show all
        </Button>
      ) : (
        <>
          <p className="mt-2 max-w-lg leading-relaxed text-muted text-pretty">
            When you host a session or take part in one, its key stays in this browser and the
            session appears here. Coming from another browser? Copy the key there and add it below.
          </p>
          <div className="mt-6 flex flex-wrap justify-center gap-3">
            <Link href="/new/" className={buttonClass('primary')}>
              Open a session
            </Link>
            <Link href="/join/" className={buttonClass('secondary')}>
              Join one
            </Link>
          </div>
        </>
      )}
    </section>
  );
}
