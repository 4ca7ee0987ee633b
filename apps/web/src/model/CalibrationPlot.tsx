import type { ModelReport } from '@emostream/protocol';

type Bin = ModelReport['evaluations'][string]['calibration'][number];

interface CalibrationPlotProps {
  /** Those with pictures, by rising probability. */
  readonly bins: readonly Bin[];
  /** What is plotted, for screen readers. */
  readonly label: string;
}

const SIDE = 260;
const LEFT = 44;
const TOP = 12;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;
const LARGEST_DOT = 9;
const SMALLEST_DOT = 4;
/** A bin with fewer pictures says next to nothing: its dot is hollow, and no line goes to it. */
const FEW = 20;

const xOf = (share: number) => LEFT + SIDE * share;
const yOf = (share: number) => TOP + SIDE * (1 - share);

/** The share that is right over the probability that was given, one dot a bin. */
export function CalibrationPlot({ bins, label }: CalibrationPlotProps) {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  // By area, as the eye compares dots.
  const radiusOf = (count: number) => Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(count / most));
  return (
    <svg
      viewBox={`0 0 ${LEFT + SIDE + 16} ${TOP + SIDE + 44}`}
      role="img"
      aria-label={label}
      className="mx-auto mt-4 w-full max-w-sm fill-muted text-[12px] tabular-nums"
    >
      {TICKS.map((share) => (
        <g key={share}>
          <path
            d={`M${LEFT} ${yOf(share)}h${SIDE}M${xOf(share)} ${TOP}v${SIDE}`}
            className="stroke-line"
          />
          <text x={LEFT - 8} y={yOf(share)} dy="0.35em" textAnchor="end">
            {100 * share}
          </text>
          <text x={xOf(share)} y={TOP + SIDE + 18} textAnchor="middle">
            {100 * share}
          </text>
        </g>
      ))}
      <path
        d={`M${xOf(0)} ${yOf(0)}L${xOf(1)} ${yOf(1)}`}
        className="stroke-muted"
        strokeDasharray="5 5"
        strokeWidth={1.5}
      />
      <polyline
        points={bins
          .filter(({ count }) => count >= FEW)
          .map((bin) => `${xOf(bin.meanConfidence)},${yOf(bin.accuracy)}`)
          .join(' ')}
        fill="none"
        className="stroke-accent"
        strokeWidth={2}
        strokeLinejoin="round"
      />
      {bins.map(({ meanConfidence, accuracy, count }) => (
        <circle
          key={meanConfidence}
          cx={xOf(meanConfidence)}
          cy={yOf(accuracy)}
          r={radiusOf(count)}
          className={count < FEW ? 'fill-surface stroke-accent' : 'fill-accent stroke-surface'}
          strokeWidth={1.5}
        />
      ))}
      <text x={LEFT + SIDE / 2} y={TOP + SIDE + 38} textAnchor="middle">
        probability given, %
      </text>
      <text transform={`translate(11 ${TOP + SIDE / 2}) rotate(-90)`} textAnchor="middle">
        right, %
      </text>
    </svg>
  );
}
