'use client';

import type { Marker } from '@emostream/protocol';
import { Flag } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { isMarkerKey } from './isMarkerKey.ts';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { useOwnMember } from './useOwnMember.ts';

const SHOWN = 6;
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Notes on the session's time axis: set by the key M, and listed as others set them who may be seen. */
export function MarkersPanel() {
  const controller = useRoomController();
  const markers = useRoom((state) => state.markers);
  const own = useOwnMember();
  const live = useRoom((state) => state.connection.state === 'live');
  /** The moment that is being named, on the server's clock; null while none is. */
  const [atMs, setAtMs] = useState<number | null>(null);

  const buttonRef = useRef<HTMLButtonElement>(null);
  const close = () => {
    setAtMs(null);
    // The form had the focus, and whatever had it before may be gone.
    buttonRef.current?.focus({ preventScroll: true });
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!live || !isMarkerKey(event)) return;
      event.preventDefault();
      setAtMs((before) => before ?? controller.clock.at(performance.now()));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [controller, live]);

  // With the list of people, which stands above it.
  if (!own) return null;
  return (
    <section aria-labelledby="markers" className="rounded-2xl border border-line bg-surface p-4">
      <div className="flex min-h-11 items-center justify-between gap-3">
        <h2 id="markers" className="font-semibold">
          Markers
        </h2>
        <Button
          ref={buttonRef}
          aria-disabled={!live || atMs !== null}
          onClick={() => live && atMs === null && setAtMs(controller.clock.at(performance.now()))}
        >
          <Flag size={16} aria-hidden /> Set marker
          <kbd className="rounded-md border border-line px-1.5 text-xs text-muted max-sm:hidden">
            M
          </kbd>
        </Button>
      </div>
      {atMs !== null && <MarkerForm atMs={atMs} onDone={close} />}
      {markers.length === 0 && (
        <p className="mt-1 text-sm text-muted">
          Note what happens as it happens. The moment counts when you press the key, not when you
          have typed.{' '}
          {own.role === 'participant'
            ? 'The host and the viewers see yours; you do not see theirs.'
            : 'Participants see none but their own.'}
        </p>
      )}
      {markers.length > 0 && (
        <ol aria-label="Latest markers" className="mt-2 grid gap-1.5 text-sm">
          {markers.slice(0, SHOWN).map((marker) => (
            <MarkerLine key={marker.id} marker={marker} />
          ))}
        </ol>
      )}
      {markers.length > SHOWN && (
        <p className="mt-2 text-xs text-muted">and {markers.length - SHOWN} before</p>
      )}
    </section>
  );
}

function MarkerForm({ atMs, onDone }: { readonly atMs: number; readonly onDone: () => void }) {
  const controller = useRoomController();
  const [label, setLabel] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const done = await controller.setMarker(label.trim(), Math.round(atMs));
    setBusy(false);
    if (done) onDone();
  };
  return (
    // Over the page's lower edge, so that the videos stay in sight.
    <form
      onSubmit={(event) => void submit(event)}
      className="fixed inset-x-3 bottom-4 z-20 mx-auto grid max-w-lg gap-2 rounded-2xl border border-line bg-surface p-4 shadow-2xl"
    >
      <label htmlFor="marker-label" className="text-sm text-muted">
        What happened at <span className="tabular-nums">{CLOCK.format(atMs)}</span>?
      </label>
      <div className="flex gap-2">
        <input
          id="marker-label"
          // biome-ignore lint/a11y/noAutofocus: it opens at the press of a key, to be typed into
          autoFocus
          maxLength={200}
          value={label}
          onChange={({ target }) => setLabel(target.value)}
          onKeyDown={({ key }) => key === 'Escape' && onDone()}
          className="min-h-11 min-w-0 flex-1 rounded-xl border border-line bg-page px-3"
        />
        <Button type="submit" kind="primary" aria-disabled={busy}>
          Set
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

function MarkerLine({ marker: { atMs, label, author } }: { readonly marker: Marker }) {
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3">
      <time className="text-muted tabular-nums" dateTime={new Date(atMs).toISOString()}>
        {CLOCK.format(atMs)}
      </time>
      <span className="min-w-0 break-words">
        {label || 'Marker'} <span className="text-muted">· {author}</span>
      </span>
    </li>
  );
}
