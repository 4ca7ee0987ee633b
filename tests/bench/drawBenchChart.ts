import type { BenchCase } from './BenchCase.ts';

const WIDTH = 860;
const PANEL_WIDTH = 400;
const LABEL_WIDTH = 62;
const VALUE_WIDTH = 62;
const BAR = 13;
const BAR_GAP = 3;
const GROUP_GAP = 16;
const TOP = 74;

/** Distinct for colour-blind people (Okabe and Ito), and on light and dark alike. */
const COLOURS = ['#0072b2', '#e69f00', '#cc79a7', '#009e73'] as const;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .strong { font-weight: 600; }
  .quiet { fill: #57606a; }
  .card { fill: #ffffff; stroke: #d0d7de; }
  .floor { stroke: #24292f; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .quiet { fill: #9da7b1; }
    .card { fill: #0d1117; stroke: #30363d; }
    .floor { stroke: #e6edf3; }
  }`;

/**
 * Draws frames a second as bars, a panel a frame size and a group a number of faces. A stroke across our
 * bar is where the bare native calls alone would be. It brings its own background, light or dark.
 */
export function drawBenchChart(cases: readonly BenchCase[]): string {
  const names = [...new Set(cases.flatMap(({ results }) => results.map(({ name }) => name)))];
  const most = Math.max(
    ...cases.flatMap(({ results, floorMs }) => [
      ...results.map(({ fps }) => fps),
      floorMs === null ? 0 : 1000 / floorMs,
    ]),
  );
  const sizes = [...new Set(cases.map(({ width, height }) => `${width}×${height}`))];
  const panels = sizes.map((size, index) => {
    const own = cases.filter(({ width, height }) => `${width}×${height}` === size);
    return drawPanel(size, own, names, most, 24 + index * (PANEL_WIDTH + 16));
  });
  const height = Math.max(...panels.map((panel) => panel.height)) + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Frames a second by contender, number of faces and frame size">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    drawLegend(names),
    ...panels.map((panel) => panel.svg),
    '</svg>\n',
  ].join('\n');
}

function drawLegend(names: readonly string[]): string {
  const entries = names.map((name, index) => {
    const x = 24 + index * 160;
    return `<rect x="${x}" y="18" width="${BAR}" height="${BAR}" rx="2" fill="${colourOf(index)}"/>${text(x + 20, 29, name)}`;
  });
  const x = 24 + names.length * 160;
  const floor = `<line class="floor" x1="${x + 6}" x2="${x + 6}" y1="17" y2="32"/>${text(x + 20, 29, 'floor of native calls')}`;
  return [...entries, floor].join('');
}

function drawPanel(
  size: string,
  cases: readonly BenchCase[],
  names: readonly string[],
  most: number,
  left: number,
): { svg: string; height: number } {
  const start = left + LABEL_WIDTH;
  const scale = (PANEL_WIDTH - LABEL_WIDTH - VALUE_WIDTH) / most;
  const parts = [text(left, 58, `${size}, frames/s`, 'strong')];
  let y = TOP;
  for (const { faces, results, floorMs } of cases) {
    parts.push(text(left, y + BAR - 2, faces === 1 ? '1 face' : `${faces} faces`, 'quiet'));
    for (const [index, { name, fps }] of results.entries()) {
      const length = fps * scale;
      const isOurs = index === 0;
      parts.push(
        `<rect x="${start}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="2" fill="${colourOf(names.indexOf(name))}"/>`,
      );
      let labelled = length;
      if (isOurs && floorMs !== null) {
        labelled = (1000 / floorMs) * scale;
        const x = (start + labelled).toFixed(1);
        parts.push(`<line class="floor" x1="${x}" x2="${x}" y1="${y - 2}" y2="${y + BAR + 2}"/>`);
      }
      const label = fps.toFixed(fps < 100 ? 1 : 0);
      parts.push(
        text(start + Math.max(length, labelled) + 6, y + BAR - 2, label, isOurs ? 'strong' : ''),
      );
      y += BAR + BAR_GAP;
    }
    y += GROUP_GAP;
  }
  return { svg: parts.join('\n'), height: y - GROUP_GAP };
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] as string;
}

function text(x: number, y: number, content: string, className = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y}"${className && ` class="${className}"`}>${content}</text>`;
}
