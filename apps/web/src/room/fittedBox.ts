import type { CSSProperties } from 'react';

/** As large as its size container allows, in its own shape: the boxes over a picture need just that. */
export function fittedBox(aspect: number): CSSProperties {
  return { aspectRatio: aspect, width: `min(100cqw, 100cqh * ${aspect})` };
}
