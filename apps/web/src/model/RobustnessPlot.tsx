interface RobustnessPlotProps {
  /** Evenly spaced, from left to right. */
  readonly points: readonly { readonly name: string; readonly accuracy: number }[];
  /** Of the pictures as they are, 0..1. */
  readonly asTheyAre: number;
  /** What the levels are. */
  readonly unit: string;
  /** What is plotted, for screen readers. */
  readonly label: string;
}

const WIDTH = 250;
const HEIGHT = 120;
const LEFT = 32;
const TOP = 10;
const TICKS = [0, 0.5, 1] as const;

const yOf = (share: number) => TOP + HEIGHT * (1 - share);

/** Accuracy over the levels of one kind of worse picture. */
export function RobustnessPlot({ points, asTheyAre, unit, label }: RobustnessPlotProps) {
  const step = WIDTH / Math.max(1, points.length - 1);
  const xOf = (index: number) => LEFT + step * index;
  const line = points.map(({ accuracy }, index) => `${xOf(index)},${yOf(accuracy)}`).join(' ');
  return (
    <svg
      viewBox={`0 0 ${LEFT + WIDTH + 18} ${TOP + HEIGHT + 46}`}
      role="img"
      aria-label={label}
      className="mt-3 w-full fill-muted text-[11.5px] tabular-nums"
    >
      {TICKS.map((share) => (
        <g key={share}>
          <path d={`M${LEFT} ${yOf(share)}h${WIDTH}`} className="stroke-line" />
          <text x={LEFT - 7} y={yOf(share)} dy="0.35em" textAnchor="end">
            {100 * share}
          </text>
        </g>
      ))}
      <polygon
        points={`${LEFT},${yOf(0)} ${line} ${xOf(points.length - 1)},${yOf(0)}`}
        className="fill-accent opacity-10"
      />
      <path
        d={`M${LEFT} ${yOf(asTheyAre)}h${WIDTH}`}
        className="stroke-muted"
        strokeDasharray="5 5"
        strokeWidth={1.5}
      />
      <polyline
        points={line}
        fill="none"
        className="stroke-accent"
        strokeWidth={2.5}
        strokeLinejoin="round"
      />
      {points.map(({ name, accuracy }, index) => (
        <g key={name}>
          <circle
            cx={xOf(index)}
            cy={yOf(accuracy)}
            r={4}
            className="fill-accent stroke-surface"
            strokeWidth={1.5}
          />
          <text x={xOf(index)} y={TOP + HEIGHT + 19} textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
      <text x={LEFT + WIDTH / 2} y={TOP + HEIGHT + 39} textAnchor="middle">
        {unit}
      </text>
    </svg>
  );
}
