import type { Box } from '@emostream/protocol';

/** A box of fractions in pixels of its frame, rounded to a thousandth. */
export function boxInPixels(box: Box, frame: { width: number; height: number }): Box {
  const pixels = (fraction: number, side: number) => Math.round(fraction * side * 1000) / 1000;
  return {
    x: pixels(box.x, frame.width),
    y: pixels(box.y, frame.height),
    width: pixels(box.width, frame.width),
    height: pixels(box.height, frame.height),
  };
}
