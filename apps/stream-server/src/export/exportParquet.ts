import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { LONG_COLUMNS, type LongRow, longRowsOf } from './longColumns.ts';
import type { NumberedFrame } from './numberedFrames.ts';

/** Rows that are in memory at once, and that a reader takes at once. */
const ROWS_A_GROUP = 2000;

/** The long table as Parquet, a row group after another; see `LONG_COLUMNS`. */
export async function* exportParquet(
  pages: AsyncIterable<NumberedFrame[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: columnsOf([]) }),
    createdBy: 'Emostream',
  });
  let rows: LongRow[] = [];
  for await (const frames of pages) {
    rows.push(...frames.flatMap(longRowsOf));
    if (rows.length < ROWS_A_GROUP) continue;
    writer.write({ columnData: columnsOf(rows), rowGroupSize: rows.length });
    rows = [];
    yield take(bytes);
  }
  if (rows.length > 0) writer.write({ columnData: columnsOf(rows), rowGroupSize: rows.length });
  writer.finish();
  yield take(bytes);
}

function columnsOf(rows: readonly LongRow[]) {
  return LONG_COLUMNS.map(({ name, type, nullable, cell }) => ({
    name,
    type,
    nullable,
    data: rows.map((row) => cell(row)),
  }));
}

/** What was written since the last time. The writer goes on counting from the file's beginning. */
function take(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  return taken;
}
