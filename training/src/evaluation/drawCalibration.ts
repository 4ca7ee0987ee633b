import type { CalibrationBin } from './measure.ts';

const SIDE = 300;
const LEFT = 60;
const TOP = 60;
const WIDTH = LEFT + SIDE + 20;
const HEIGHT = TOP + SIDE + 60;

/**
 * Draws a reliability diagram as SVG: a dot for each bin of confidence, at the accuracy of its images; the dot's
 * area says how many they are. On the diagonal, the model is right as often as it says.
 */
export function drawCalibration(bins: readonly CalibrationBin[], title: string): string {
  const x = (share: number): number => LEFT + SIDE * share;
  const y = (share: number): number => TOP + SIDE * (1 - share);
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"`,
    ' font-family="system-ui, sans-serif" font-size="12" text-anchor="middle" role="img"',
    ` aria-label="${title}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${WIDTH / 2}" y="26" font-size="13" font-weight="600" fill="#222">${title}</text>`,
  ];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(
      `<line x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/>`,
      `<text x="${x(0) - 8}" y="${y(share)}" dy="4" text-anchor="end" fill="#555">${share * 100} %</text>`,
      `<text x="${x(share)}" y="${y(0) + 18}" fill="#555">${share * 100} %</text>`,
    );
  }
  parts.push(
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#888" stroke-dasharray="5 4"/>`,
    `<text x="${x(0.5)}" y="${y(0) + 42}" fill="#222">how sure the model is</text>`,
    `<text transform="translate(16 ${y(0.5)}) rotate(-90)" fill="#222">how often it is right</text>`,
  );
  for (const { count, meanConfidence, accuracy } of bins) {
    if (count === 0) continue;
    const radius = (3 + 30 * Math.sqrt(count / total)) / 2;
    parts.push(
      `<circle cx="${x(meanConfidence).toFixed(1)}" cy="${y(accuracy).toFixed(1)}" r="${radius.toFixed(1)}"`,
      ' fill="#0072b2" fill-opacity="0.75"/>',
    );
  }
  parts.push('</svg>\n');
  return parts.join('');
}
