import {
  EMOTIONS,
  type Emotion,
  type Marker,
  type ParticipantTimeline,
  type Summary,
  type Timeline,
} from '@emostream/protocol';
import { clockTime } from './clockTime.ts';
import { stackedShares } from './stackedShares.ts';

/** The pages' own colours (apps/web, `EMOTION_STYLE`), which color-blind people can tell apart. */
const COLORS: Readonly<Record<Emotion, string>> = {
  angry: '#f0803c',
  disgust: '#2fbf9b',
  fear: '#dd97c6',
  happy: '#f5c531',
  neutral: '#c3cbd3',
  sad: '#62a8e8',
  surprise: '#8fdcfa',
};

/** In pixels. */
const WIDTH = 1200;
const LEFT = 64;
const PLOT_WIDTH = WIDTH - LEFT - 24;
const TOP = 96;
const PLOT_HEIGHT = 140;
const PANEL_HEIGHT = PLOT_HEIGHT + 76;

const MOST_TICKS = 12;
const TICK_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200,
];

export interface ChartContent {
  readonly title: string;
  /** Time of the session's first frame, at which the axis has its zero. */
  readonly startMs: number;
  readonly timeline: Timeline;
  readonly summary: Summary;
  readonly markers: readonly Marker[];
}

/**
 * An SVG of the share of each emotion over time, one below another for each participant of whom there are frames, with a time axis,
 * markers as lines and excluded ranges hatched. The legend names the colours in their order from the bottom to the
 * top, and each participant's shares are written out, so that nothing depends on colour.
 */
export function timelineChart(content: ChartContent): string {
  const people = content.timeline.participants.filter(
    ({ coverage }) => coverage.timesMs.length > 0,
  );
  const height = TOP + Math.max(1, people.length) * PANEL_HEIGHT + 16;
  const panels = people.map((participant, at) =>
    panel(content, participant, TOP + at * PANEL_HEIGHT),
  );
  if (panels.length === 0)
    panels.push(`<text x="${LEFT}" y="${TOP + 40}">Nothing was recorded.</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="13" fill="#1d2430">
<title>${xml(`Expression estimates of “${content.title}”`)}</title>
<defs><pattern id="excluded" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#ffffff" fill-opacity="0.75"/><rect width="2" height="8" fill="#5b6675"/></pattern></defs>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="${LEFT}" y="34" font-size="20" font-weight="600">${xml(content.title)}</text>
${legend()}
${panels.join('\n')}
</svg>
`;
}

function legend(): string {
  const entries = EMOTIONS.map((emotion, at) => {
    const x = LEFT + 190 + at * 106;
    return `<rect x="${x}" y="53" width="14" height="14" fill="${COLORS[emotion]}" stroke="#5b6675"/><text x="${x + 20}" y="65">${at + 1} ${emotion}</text>`;
  });
  return `<text x="${LEFT}" y="65">From the bottom to the top:</text>\n${entries.join('\n')}`;
}

function panel(
  { startMs, timeline, summary, markers }: ChartContent,
  participant: ParticipantTimeline,
  top: number,
): string {
  const bottom = top + 44 + PLOT_HEIGHT;
  const xOf = (atMs: number) => {
    const share = (atMs - timeline.fromMs) / Math.max(1, timeline.toMs - timeline.fromMs);
    return round(LEFT + PLOT_WIDTH * Math.min(1, Math.max(0, share)));
  };
  const paths = EMOTIONS.map(() => '');
  for (const { timeMs, shares } of stackedShares(participant)) {
    const left = xOf(timeline.fromMs + timeMs);
    const right = xOf(timeline.fromMs + timeMs + timeline.bucketMs);
    let base = bottom;
    for (const [emotion, share] of shares.entries()) {
      const top = base - share * PLOT_HEIGHT;
      paths[emotion] += `M${left} ${round(base)}V${round(top)}H${right}V${round(base)}Z`;
      base = top;
    }
  }
  const areas = EMOTIONS.map((emotion, at) =>
    paths[at]
      ? `<path d="${paths[at]}" fill="${COLORS[emotion]}"><title>${emotion}</title></path>`
      : '',
  );
  const levels = [0, 50, 100].map((percent) => {
    const y = round(bottom - (percent / 100) * PLOT_HEIGHT);
    return `<line x1="${LEFT - 4}" x2="${LEFT}" y1="${y}" y2="${y}" stroke="#5b6675"/><text x="${LEFT - 8}" y="${y + 4}" font-size="11" text-anchor="end">${percent} %</text>`;
  });
  const inView = markers.filter(
    ({ atMs, endMs }) => atMs < timeline.toMs && (endMs ?? atMs) >= timeline.fromMs,
  );
  return `<g>
<text x="${LEFT}" y="${top + 16}" font-size="15" font-weight="600">${xml(participant.name)}</text>
<text x="${LEFT}" y="${top + 34}" font-size="12">${xml(sharesInWords(summary, participant.participantId))}</text>
<rect x="${LEFT}" y="${bottom - PLOT_HEIGHT}" width="${PLOT_WIDTH}" height="${PLOT_HEIGHT}" fill="#f3f5f7"/>
${areas.join('\n')}
${inView.map((marker, at) => markerShape(marker, xOf, bottom, at % 3)).join('\n')}
${levels.join('\n')}
${ticks(timeline, startMs, xOf, bottom)}
</g>`;
}

/** @param line of three in which its label stands, so that neighbours' labels can be read */
function markerShape(
  marker: Marker,
  xOf: (atMs: number) => number,
  bottom: number,
  line: number,
): string {
  const top = bottom - PLOT_HEIGHT;
  const left = xOf(marker.atMs);
  const title = `<title>${xml(marker.label)}</title>`;
  if (marker.endMs !== null && marker.exclude) {
    const width = round(xOf(marker.endMs) - left);
    return `<rect x="${left}" y="${top}" width="${width}" height="${PLOT_HEIGHT}" fill="url(#excluded)">${title}</rect>`;
  }
  const label = xml([...marker.label].slice(0, 40).join(''));
  const text = `<text x="${left + 4}" y="${top + 12 + line * 13}" font-size="11">${label}</text>`;
  return `<g>${title}<line x1="${left}" x2="${left}" y1="${top}" y2="${bottom}" stroke="#1d2430" stroke-dasharray="3 2"/>${text}</g>`;
}

function sharesInWords(summary: Summary, participantId: string): string {
  const person = summary.participants.find((other) => other.participantId === participantId);
  if (!person || person.labelledMs === 0) return 'No label was certain.';
  const parts = EMOTIONS.map((emotion, at) => ({ emotion, share: person.shares[at] ?? 0 }))
    .sort((one, other) => other.share - one.share)
    .map(({ emotion, share }) => `${emotion} ${Math.round(share * 100)} %`);
  return `Shown label, share of time: ${parts.join(', ')}`;
}

/** Ticks at round times after the session's first frame. */
function ticks(
  { fromMs, toMs }: Timeline,
  startMs: number,
  xOf: (atMs: number) => number,
  bottom: number,
): string {
  const seconds = (toMs - fromMs) / 1000;
  const step = TICK_SECONDS.find((length) => seconds / length <= MOST_TICKS) ?? seconds;
  const marks: string[] = [];
  for (let at = Math.ceil((fromMs - startMs) / 1000 / step) * step; ; at += step) {
    const atMs = startMs + at * 1000;
    if (atMs > toMs || marks.length > MOST_TICKS) return marks.join('\n');
    if (at < 0) continue;
    const x = xOf(atMs);
    const text = clockTime(at * 1000).slice(0, 8);
    marks.push(
      `<line x1="${x}" x2="${x}" y1="${bottom}" y2="${bottom + 4}" stroke="#5b6675"/><text x="${x}" y="${bottom + 17}" font-size="11" text-anchor="middle">${text}</text>`,
    );
  }
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

/** Text for XML, without the characters that XML cannot have. */
function xml(text: string): string {
  return text
    .replace(/\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
