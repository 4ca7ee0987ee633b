import type { ModelReport } from '@emostream/protocol';
import { DEGRADATIONS } from './degradations.ts';

const COLUMNS = 3;
const CELL = { width: 260, height: 210 };
const PLOT = { left: 46, top: 36, width: 200, height: 120 };

/** Draws a chart for each kind of worse picture, as SVG: accuracy, 0 to 100 %, over the level. */
export function drawRobustness({ changes, accuracy }: ModelReport['robustness']): string {
  const rows = Math.ceil(changes.length / COLUMNS);
  const charts = changes.map((change, i) => {
    const left = (i % COLUMNS) * CELL.width;
    const top = Math.floor(i / COLUMNS) * CELL.height;
    return `<g transform="translate(${left} ${top})">${chart(change, accuracy)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COLUMNS * CELL.width} ${rows * CELL.height}"`,
    ' font-family="system-ui, sans-serif" font-size="11" text-anchor="middle" role="img"',
    ' aria-label="Accuracy on pictures made worse">',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...charts,
    '</svg>\n',
  ].join('');
}

function chart(
  { change, levels }: ModelReport['robustness']['changes'][number],
  asTheyAre: number,
): string {
  const unit = DEGRADATIONS.find((one) => one.change === change)?.unit ?? '';
  const x = (index: number): number =>
    PLOT.left + (PLOT.width * index) / Math.max(1, levels.length - 1);
  const y = (share: number): number => PLOT.top + PLOT.height * (1 - share);
  const parts = [
    `<text x="${PLOT.left}" y="18" text-anchor="start" font-size="13" font-weight="600" fill="#222">${change}</text>`,
  ];
  for (const share of [0, 0.5, 1]) {
    parts.push(
      `<line x1="${PLOT.left}" x2="${PLOT.left + PLOT.width}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/>`,
      `<text x="${PLOT.left - 6}" y="${y(share)}" dy="4" text-anchor="end" fill="#555">${share * 100} %</text>`,
    );
  }
  const right = PLOT.left + PLOT.width;
  parts.push(
    `<line x1="${PLOT.left}" x2="${right}" y1="${y(asTheyAre)}" y2="${y(asTheyAre)}" stroke="#888" stroke-dasharray="5 4"/>`,
  );
  const points = levels.map(({ accuracy }, i) => `${x(i).toFixed(1)},${y(accuracy).toFixed(1)}`);
  parts.push(
    `<polyline points="${points.join(' ')}" fill="none" stroke="#0072b2" stroke-width="2"/>`,
  );
  for (const [i, { level, accuracy }] of levels.entries()) {
    parts.push(
      `<circle cx="${x(i).toFixed(1)}" cy="${y(accuracy).toFixed(1)}" r="3" fill="#0072b2"/>`,
      `<text x="${x(i).toFixed(1)}" y="${y(0) + 16}" fill="#555">${level}</text>`,
    );
  }
  parts.push(`<text x="${PLOT.left + PLOT.width / 2}" y="${y(0) + 34}" fill="#222">${unit}</text>`);
  return parts.join('');
}
