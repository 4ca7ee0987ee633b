import { csvLine } from './csvLine.ts';
import { LONG_COLUMNS, longRowsOf } from './longColumns.ts';
import type { NumberedFrame } from './numberedFrames.ts';

/** The long table as CSV; see `LONG_COLUMNS`. */
export async function* exportCsv(pages: AsyncIterable<NumberedFrame[]>): AsyncGenerator<string> {
  yield csvLine(LONG_COLUMNS.map(({ name }) => name));
  for await (const frames of pages) {
    const lines = frames.flatMap(longRowsOf).map((row) =>
      csvLine(
        LONG_COLUMNS.map(({ cell }) => {
          const value = cell(row);
          return value instanceof Date ? value.toISOString() : value;
        }),
      ),
    );
    yield lines.join('');
  }
}
