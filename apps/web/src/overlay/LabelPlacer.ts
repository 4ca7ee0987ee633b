/** A rectangle on the canvas, in CSS pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A label that wants a place at its box. */
export interface LabelRequest {
  /** Tells the boxes apart from drawing to drawing. */
  readonly key: number;
  readonly box: Rect;
  readonly width: number;
  readonly height: number;
}

interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

interface Choice {
  readonly side: 'above' | 'below' | 'inside';
  readonly edge: 'left' | 'right';
  /** How much worse than the best, in shares of a label's area. */
  readonly dislike: number;
}

const GAP_PX = 5;
const EDGE_PX = 4;
const ABOVE: Choice = { side: 'above', edge: 'left', dislike: 0 };
const CHOICES: readonly Choice[] = [
  ABOVE,
  { side: 'above', edge: 'right', dislike: 0.08 },
  { side: 'below', edge: 'left', dislike: 0.3 },
  { side: 'below', edge: 'right', dislike: 0.35 },
  { side: 'inside', edge: 'left', dislike: 0.55 },
];
/** What a covered pixel costs: a label over a label can hardly be read, and one over a face hides some of it. */
const OVER_LABEL = 4;
const OVER_FACE = 2;
const OVER_EDGE = 10;
/** How much better another place must be, in shares of a label's area, before a label jumps there. */
const STAY = 0.25;

/**
 * Finds places for labels so that they cover neither each other nor faces, where there is room for that.
 * It remembers its choices: boxes move a little all the time, and labels must not jump to and fro.
 */
export class LabelPlacer {
  #chosen = new Map<number, Choice>();

  /** @returns the labels' places, in the order of the requests */
  place(requests: readonly LabelRequest[], canvas: CanvasSize): Rect[] {
    const chosen = new Map<number, Choice>();
    const placed: Rect[] = [];
    for (const request of requests) {
      const last = this.#chosen.get(request.key);
      const faces = requests.filter((other) => other !== request).map(({ box }) => box);
      let best = { cost: Number.POSITIVE_INFINITY, choice: ABOVE, rect: request.box };
      for (const choice of CHOICES) {
        const wanted = rectFor(choice, request, canvas);
        const rect = { ...wanted, top: within(wanted.top, wanted.height, canvas.height) };
        const area = rect.width * rect.height;
        const jump = last && last !== choice ? STAY : 0;
        const cost =
          (choice.dislike + jump) * area +
          OVER_EDGE * Math.abs(rect.top - wanted.top) * rect.width +
          OVER_LABEL * covered(rect, placed) +
          OVER_FACE * covered(rect, faces);
        if (cost < best.cost) best = { cost, choice, rect };
      }
      chosen.set(request.key, best.choice);
      placed.push(best.rect);
    }
    this.#chosen = chosen;
    return placed;
  }
}

function rectFor({ side, edge }: Choice, request: LabelRequest, canvas: CanvasSize): Rect {
  const { box, width, height } = request;
  const left = edge === 'left' ? box.left : box.left + box.width - width;
  const tops = {
    above: box.top - height - GAP_PX,
    below: box.top + box.height + GAP_PX,
    inside: box.top + GAP_PX,
  };
  return { left: within(left, width, canvas.width), top: tops[side], width, height };
}

/** Moved as little as it takes to lie on the canvas. */
function within(start: number, length: number, canvasLength: number): number {
  return Math.max(EDGE_PX, Math.min(start, canvasLength - length - EDGE_PX));
}

function covered(rect: Rect, others: readonly Rect[]): number {
  return others.reduce((sum, other) => sum + overlapArea(rect, other), 0);
}

function overlapArea(a: Rect, b: Rect): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
