import { useEffect } from 'react';
import type { TimelineStore } from '../../stores/timelineStore.ts';
import { lengthOf, rangeBetween } from '../data/TimeRange.ts';
import { useTimelineParts } from './TimelineContext.ts';
import { takesKey } from './takesKey.ts';

/** One press of an arrow goes this share of what is seen; with Shift ten times that. */
const STEP_SHARE = 1 / 100;
const ZOOM = 0.6;

/**
 * The keys of the page, wherever the focus is: arrows move the playhead, `+` and `-` zoom, `0` shows all,
 * `[` and `]` brush from and to the playhead, Enter goes into what is brushed, Escape lets it go, `m` marks,
 * Space plays. What has the focus comes first, and an open dialog takes every key.
 */
export function useTimelineKeys(onToggle: () => void): void {
  const { useStore } = useTimelineParts();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey) return;
      if (document.querySelector('dialog[open]') || takesKey(target, key)) return;
      if (key === ' ') onToggle();
      else if (!act(key, shiftKey, useStore.getState())) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [useStore, onToggle]);
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
