import { type RefObject, useEffect } from 'react';
import { lengthOf } from '../data/TimeRange.ts';
import { useTimelineParts } from '../page/TimelineContext.ts';

/** Farther or closer by this factor for each hundred pixels of wheel. */
const ZOOM_PER_100_PX = 1.25;
/** Pixels of a line and a page, for wheels that count in those. */
const UNIT_PX = [1, 18, 400] as const;

/**
 * The wheel zooms around the pointer; sideways it moves along. Over the charts that takes Ctrl, so that the
 * page can be scrolled over them; pinching a touchpad counts as that, too.
 *
 * @param momentOf what lies under a point of the window
 * @param plain whether the wheel alone zooms
 */
export function useWheelZoom(
  ref: RefObject<HTMLElement | null>,
  momentOf: (clientX: number) => number,
  plain: boolean,
): void {
  const { useStore } = useTimelineParts();
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      const { range, zoom, pan } = useStore.getState();
      const unit = UNIT_PX[event.deltaMode] ?? 1;
      const sideways = event.deltaX || (event.shiftKey ? event.deltaY : 0);
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        pan(((sideways * unit) / Math.max(1, element.clientWidth)) * lengthOf(range));
      } else if (plain || event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoom(ZOOM_PER_100_PX ** ((event.deltaY * unit) / 100), momentOf(event.clientX));
      }
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [ref, momentOf, plain, useStore]);
}
