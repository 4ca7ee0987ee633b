'use client';

import 'uplot/dist/uPlot.min.css';
import { EMOTIONS } from '@emostream/protocol';
import { useEffect, useRef, useState } from 'react';
import { EmotionIcon } from '../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { chosenMember } from './chosenMember.ts';
import { useRoom, useRoomController } from './RoomContext.tsx';
import type { TracePlot } from './TracePlot.ts';
import type { TraceStyle } from './traceSeries.ts';
import { useTheme } from './useTheme.ts';

const UPDATE_INTERVAL_MS = 200;
const STYLES = [
  ['share', 'Shares'],
  ['lines', 'Lines'],
] as const;

/** The last one and a half minutes of the chosen person's most prominent face. */
export function LiveChart() {
  const controller = useRoomController();
  const chosenId = useRoom((state) => chosenMember(state)?.participantId ?? null);
  const isOwn = useRoom((state) => state.ownId === chosenId);
  const name = useRoom((state) => chosenMember(state)?.name ?? '');
  const [style, setStyle] = useState<TraceStyle>('share');
  const theme = useTheme();
  const parentRef = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const parent = parentRef.current;
    if (!parent || chosenId === null) return;
    let plot: TracePlot | null = null;
    let current = true;
    const update = () => {
      const nowMs = controller.clock.at(performance.now());
      plot?.update(controller.traceOf(chosenId), controller.store.getState().markers, nowMs);
    };
    void Promise.all([import('uplot'), import('./TracePlot.ts')]).then(([uplot, { TracePlot }]) => {
      if (!current) return;
      plot = new TracePlot(uplot.default, parent, style, (css) => resolved(parent, css));
      update();
    });
    const timer = setInterval(update, UPDATE_INTERVAL_MS);
    const observer = new ResizeObserver(() =>
      plot?.resize(parent.clientWidth, parent.clientHeight),
    );
    observer.observe(parent);
    return () => {
      current = false;
      clearInterval(timer);
      observer.disconnect();
      plot?.destroy();
    };
  }, [controller, chosenId, style, theme]);

  if (chosenId === null) return null;
  return (
    <figure className="min-w-0 rounded-2xl border border-line bg-surface p-4">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="mr-auto min-w-0 truncate">
          <span className="font-semibold">Last 90 seconds</span>
          <span className="text-muted"> · {isOwn ? 'you' : name}, most prominent face</span>
        </span>
        <span className="flex rounded-xl border border-line p-0.5">
          {STYLES.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={style === value}
              onClick={() => setStyle(value)}
              className="min-h-8 rounded-[0.6rem] px-3 text-sm font-medium text-muted aria-pressed:bg-accent-soft aria-pressed:text-text"
            >
              {label}
            </button>
          ))}
        </span>
      </figcaption>
      <div ref={parentRef} data-testid="live-chart" aria-hidden className="mt-2 h-48 w-full" />
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {EMOTIONS.map((emotion) => (
          <li key={emotion} className="flex items-center gap-1.5">
            <EmotionIcon emotion={emotion} size={15} />
            {EMOTION_STYLE[emotion].label}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** A canvas knows no CSS variables. */
function resolved(parent: HTMLElement, css: string): string {
  const probe = parent.appendChild(document.createElement('span'));
  probe.style.color = css;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
