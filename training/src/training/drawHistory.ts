import type { HistoryRow } from './checkpoint.ts';

const WIDTH = 760;
const HEIGHT = 300;
const PANEL = { width: 300, height: 210, top: 40 };

/** Colours that stay apart for colour-blind people; the validation line is dashed besides. */
const COLORS = { train: '#0072b2', validation: '#d55e00' };

type Curve = { readonly values: readonly number[]; readonly name: keyof typeof COLORS };

/** Draws loss and accuracy of the training and the validation split over the epochs, as SVG. */
export function drawHistory(history: readonly HistoryRow[]): string {
  const curves = (
    train: 'trainLoss' | 'trainAccuracy',
    validation: 'validationLoss' | 'validationAccuracy',
  ): Curve[] => [
    { name: 'train', values: history.map((row) => row[train]) },
    { name: 'validation', values: history.map((row) => row[validation]) },
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"`,
    ' font-family="system-ui, sans-serif" font-size="12" role="img"',
    ' aria-label="Loss and accuracy over the epochs">',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    panel('Loss', 60, curves('trainLoss', 'validationLoss'), history.length, 2),
    panel('Accuracy', 430, curves('trainAccuracy', 'validationAccuracy'), history.length, 3),
    '</svg>\n',
  ].join('');
}

function panel(
  title: string,
  left: number,
  curves: readonly Curve[],
  epochs: number,
  digits: number,
): string {
  const values = curves.flatMap((curve) => curve.values).filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values, low + 1e-6);
  const x = (epoch: number): number => left + (PANEL.width * (epoch - 1)) / Math.max(1, epochs - 1);
  const y = (value: number): number =>
    PANEL.top + PANEL.height * (1 - (value - low) / (high - low));
  const bottom = PANEL.top + PANEL.height;
  const parts = [`<text x="${left}" y="24" font-weight="600" fill="#222">${title}</text>`];
  for (const value of [low, (low + high) / 2, high]) {
    const at = y(value).toFixed(1);
    parts.push(
      `<line x1="${left}" x2="${left + PANEL.width}" y1="${at}" y2="${at}" stroke="#ddd"/>`,
      `<text x="${left - 6}" y="${at}" dy="4" text-anchor="end" fill="#555">${value.toFixed(digits)}</text>`,
    );
  }
  for (const epoch of new Set([1, Math.ceil(epochs / 2), epochs])) {
    parts.push(
      `<text x="${x(epoch)}" y="${bottom + 18}" text-anchor="middle" fill="#555">${epoch}</text>`,
    );
  }
  for (const [i, { name, values: line }] of curves.entries()) {
    const points = line.map((value, at) => `${x(at + 1).toFixed(1)},${y(value).toFixed(1)}`);
    const dash = name === 'validation' ? ' stroke-dasharray="6 3"' : '';
    const key = left + 110 + i * 80;
    parts.push(
      `<polyline points="${points.join(' ')}" fill="none" stroke="${COLORS[name]}" stroke-width="2"${dash}/>`,
      `<line x1="${key}" x2="${key + 22}" y1="20" y2="20" stroke="${COLORS[name]}" stroke-width="2"${dash}/>`,
      `<text x="${key + 27}" y="24" fill="#222">${name}</text>`,
    );
  }
  return parts.join('');
}
