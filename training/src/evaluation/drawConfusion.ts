import { EMOTIONS } from '@emostream/protocol';

const CELL = 64;
const LEFT = 110;
const TOP = 90;
const SIDE = CELL * EMOTIONS.length;

/**
 * Draws a confusion matrix as SVG: rows are labels, columns predictions; a cell's shade and its first
 * line are the share of its row, the second line is the count.
 */
export function drawConfusion(confusion: readonly (readonly number[])[], title: string): string {
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + SIDE + 20} ${TOP + SIDE + 20}"`,
    ' font-family="system-ui, sans-serif" font-size="13" text-anchor="middle" role="img"',
    ` aria-label="${title}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${LEFT + SIDE / 2}" y="26" font-size="15" font-weight="600" fill="#222">${title}</text>`,
    `<text x="${LEFT + SIDE / 2}" y="52" fill="#555">predicted</text>`,
    `<text transform="translate(18 ${TOP + SIDE / 2}) rotate(-90)" fill="#555">label</text>`,
  ];
  for (const [k, emotion] of EMOTIONS.entries()) {
    const middle = k * CELL + CELL / 2;
    parts.push(
      `<text x="${LEFT + middle}" y="${TOP - 12}" fill="#222">${emotion}</text>`,
      `<text x="${LEFT - 10}" y="${TOP + middle}" dy="4" text-anchor="end" fill="#222">${emotion}</text>`,
    );
  }
  for (const [row, cells] of confusion.entries()) {
    const total = cells.reduce((sum, cell) => sum + cell, 0);
    for (const [column, count] of cells.entries()) {
      const share = total === 0 ? 0 : count / total;
      parts.push(drawCell(LEFT + column * CELL, TOP + row * CELL, share, count));
    }
  }
  parts.push('</svg>\n');
  return parts.join('');
}

function drawCell(x: number, y: number, share: number, count: number): string {
  const ink = share > 0.45 ? '#ffffff' : '#1b2a3a';
  const middle = x + CELL / 2;
  return [
    `<rect x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" rx="4" fill="#0b4f8a"`,
    ` fill-opacity="${(0.05 + 0.95 * share).toFixed(3)}"/>`,
    `<text x="${middle}" y="${y + 28}" fill="${ink}">${Math.round(share * 100)} %</text>`,
    `<text x="${middle}" y="${y + 46}" font-size="11" fill="${ink}">${count}</text>`,
  ].join('');
}
