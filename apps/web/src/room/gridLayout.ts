/** What the grid has to fit. Lengths are CSS pixels. */
export interface GridQuestion {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Width over height of a tile. */
  readonly aspect: number;
  readonly gap: number;
  /** Narrower tiles show too little: the grid then grows past its height, and the page scrolls. */
  readonly minTileWidth: number;
}

export interface GridLayout {
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** The number of columns that makes the tiles largest, and their size. */
export function gridLayout(question: GridQuestion): GridLayout {
  const { count, width, height, aspect, gap, minTileWidth } = question;
  const sized = (columns: number, tallest: number): GridLayout => {
    const across = (width - gap * (columns - 1)) / columns;
    const tileWidth = Math.max(0, Math.floor(Math.min(across, tallest * aspect)));
    return { columns, tileWidth, tileHeight: Math.floor(tileWidth / aspect) };
  };
  let best = sized(1, height);
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const layout = sized(columns, (height - gap * (rows - 1)) / rows);
    if (columns === 1 || layout.tileWidth > best.tileWidth) best = layout;
  }
  if (best.tileWidth >= Math.min(minTileWidth, width)) return best;
  const most = Math.floor((width + gap) / (minTileWidth + gap));
  return sized(Math.max(1, Math.min(most, count)), Number.POSITIVE_INFINITY);
}
