'use client';

import { X } from 'lucide-react';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { ROOM_PLACES } from './roomPlaces.ts';

/** What the server refused, until it is read. */
export function RefusalNotice() {
  const controller = useRoomController();
  const refusal = useRoom((state) => state.refusal);
  if (!refusal) return null;
  const dismiss = () => {
    controller.dismissRefusal();
    document.getElementById(ROOM_PLACES.controls)?.focus({ preventScroll: true });
  };
  return (
    <div
      role="alert"
      className="flex items-center gap-3 rounded-2xl border border-danger/40 bg-danger-soft py-1 pr-1 pl-4 text-sm"
    >
      <p className="mr-auto">{refusal.message}</p>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={dismiss}
        className="grid size-11 shrink-0 place-items-center rounded-xl hover:bg-danger/10"
      >
        <X size={17} aria-hidden />
      </button>
    </div>
  );
}
