import { EMOTIONS } from '@emostream/protocol';
import Link from 'next/link';
import { EMOTION_GLYPHS, GLYPH_SIZE } from '../../overlay/emotionGlyphs.ts';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import type { ChartKind } from '../../stores/timelineStore.ts';
import { LINE_DASHES, LINE_WIDTHS } from '../chart/chartLook.ts';

interface ChartLegendProps {
  readonly kind: ChartKind;
}

const LINE_LENGTH = 26;

/** What the colours, glyphs, dashes and hatches of the charts mean. */
export function ChartLegend({ kind }: ChartLegendProps) {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {EMOTIONS.map((emotion, index) => {
        const { label, pageColor } = EMOTION_STYLE[emotion];
        return (
          <li key={emotion} className="flex items-center gap-1.5">
            {kind === 'lines' ? (
              <svg aria-hidden="true" width={LINE_LENGTH} height={8}>
                <line
                  x1={0}
                  x2={LINE_LENGTH}
                  y1={4}
                  y2={4}
                  strokeWidth={LINE_WIDTHS[index]}
                  strokeDasharray={LINE_DASHES[index]?.join(' ')}
                  style={{ stroke: pageColor }}
                />
              </svg>
            ) : (
              <span
                aria-hidden
                className="size-3 rounded-[3px]"
                style={{ background: pageColor }}
              />
            )}
            <svg
              aria-hidden="true"
              viewBox={`0 0 ${GLYPH_SIZE} ${GLYPH_SIZE}`}
              width={16}
              height={16}
              fill="none"
              strokeWidth={1.7}
              strokeLinecap="round"
              strokeLinejoin="round"
              style={{ stroke: pageColor }}
            >
              <path d={EMOTION_GLYPHS[emotion]} />
            </svg>
            {label}
          </li>
        );
      })}
      <li className="flex items-center gap-1.5">
        <span
          aria-hidden
          className="h-3 w-5 rounded-[3px] bg-[repeating-linear-gradient(135deg,var(--muted)_0_1.5px,transparent_1.5px_5px)]"
        />
        <Link href="/model/#certainty" className="rounded underline underline-offset-2">
          uncertain
        </Link>
      </li>
      <li className="flex items-center gap-1.5">
        <span
          aria-hidden
          className="h-3 w-5 rounded-[3px] border border-line bg-page bg-[repeating-linear-gradient(135deg,var(--line)_0_1.5px,transparent_1.5px_6px)]"
        />
        no frames
      </li>
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="flex h-3 w-5 items-center rounded-[3px] bg-raised px-0.5">
          <span className="w-full border-t-2 border-dotted border-muted" />
        </span>
        no face
      </li>
    </ul>
  );
}
