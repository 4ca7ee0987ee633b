import { type KeyboardEvent, useCallback } from 'react';
import type { TimelineStore } from '../../stores/timelineStore.ts';
import { lengthOf, rangeBetween } from '../data/TimeRange.ts';
import { useTimelineParts } from './TimelineContext.ts';

/** One press of an arrow goes this share of what is seen; with Shift ten times that. */
const STEP_SHARE = 1 / 100;
const ZOOM = 0.6;

/**
 * The keys of the charts: arrows move the playhead, `+` and `-` zoom, `0` shows all, `[` and `]` brush from
 * and to the playhead, Enter goes into what is brushed, Escape lets it go, `m` marks, Space plays.
 */
export function useTimelineKeys(onToggle: () => void): (event: KeyboardEvent) => void {
  const { useStore } = useTimelineParts();
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // A button takes Space and Enter for itself.
      const pressing =
        event.target instanceof HTMLElement && event.target.closest('button, a, summary');
      if (pressing && (event.key === ' ' || event.key === 'Enter')) return;
      if (event.key === ' ') onToggle();
      else if (!act(event.key, event.shiftKey, useStore.getState())) return;
      event.preventDefault();
    },
    [useStore, onToggle],
  );
}

type KeyAction = (store: TimelineStore, stepMs: number) => void;

const ACTIONS: ReadonlyMap<string, KeyAction> = new Map<string, KeyAction>([
  ['ArrowLeft', ({ seek, positionMs }, stepMs) => seek(positionMs - stepMs, true)],
  ['ArrowRight', ({ seek, positionMs }, stepMs) => seek(positionMs + stepMs, true)],
  ['Home', ({ seek, bounds }) => seek(bounds.fromMs, true)],
  ['End', ({ seek, bounds }) => seek(bounds.toMs, true)],
  ['+', ({ zoom }) => zoom(ZOOM)],
  ['=', ({ zoom }) => zoom(ZOOM)],
  ['-', ({ zoom }) => zoom(1 / ZOOM)],
  ['0', ({ show, bounds }) => show(bounds)],
  [
    '[',
    ({ select, positionMs, selection, range }) =>
      select(rangeBetween(positionMs, selection?.toMs ?? range.toMs)),
  ],
  [
    ']',
    ({ select, positionMs, selection, range }) =>
      select(rangeBetween(selection?.fromMs ?? range.fromMs, positionMs)),
  ],
  ['Enter', ({ show, selection }) => selection && show(selection)],
  ['Escape', ({ select }) => select(null)],
  [
    'm',
    ({ setDraft, hoverMs, positionMs }) => {
      const atMs = Math.round(hoverMs ?? positionMs);
      setDraft({ id: null, atMs, endMs: null, label: '', exclude: false });
    },
  ],
]);

/** @returns whether the key means something */
function act(key: string, shift: boolean, store: TimelineStore): boolean {
  const action = ACTIONS.get(key) ?? ACTIONS.get(key.toLowerCase());
  action?.(store, lengthOf(store.range) * STEP_SHARE * (shift ? 10 : 1));
  return action !== undefined;
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, select, textarea, dialog, video') !== null
  );
}
