import type { ExportFormat } from '@emostream/protocol';
import sharp from 'sharp';
import type { ExportOptions, ExportStore } from './ExportOptions.ts';
import { exportCsv } from './exportCsv.ts';
import { exportElan } from './exportElan.ts';
import { exportFer } from './exportFer.ts';
import { exportJsonLines } from './exportJsonLines.ts';
import { exportOpenFace } from './exportOpenFace.ts';
import { exportParquet } from './exportParquet.ts';
import { exportPyFeat } from './exportPyFeat.ts';
import { exportWebVtt } from './exportWebVtt.ts';
import { numberedFrames } from './numberedFrames.ts';
import { timelineChart } from './timelineChart.ts';

/** Columns of the chart: two pixels each would be as fine as its width allows. */
const CHART_POINTS = 500;

/**
 * A session's rows in a format, piece by piece: what is in memory at once does not grow with the session.
 * The pieces one after another are the file; text is to be written as UTF-8.
 *
 * @throws StoreError where the store does not read; Error where there is no such session
 */
export async function* exportSession(
  format: ExportFormat,
  store: ExportStore,
  options: ExportOptions,
): AsyncGenerator<Uint8Array | string> {
  const { sessionCode, participantId } = options;
  const session = await store.sessionDetails(sessionCode);
  if (!session) throw new Error(`There is no session ${sessionCode} to export.`);
  const startMs = session.firstFrameMs ?? options.fromMs ?? 0;
  const notes = await store.markers(sessionCode);
  const excluded = notes.flatMap(({ exclude, atMs, endMs }) =>
    exclude && endMs !== null ? { fromMs: atMs, toMs: endMs } : [],
  );
  const { fromMs = -Infinity, toMs = Infinity } = options;
  const markers =
    options.markers === false
      ? []
      : notes.filter(({ atMs, endMs }) => atMs < toMs && (endMs ?? atMs) >= fromMs);
  const pages = () => numberedFrames(store, options, startMs, excluded);
  const values = options.values ?? 'raw';
  const drawChart = async () => {
    const query = { sessionCode, participantId, fromMs: options.fromMs, toMs: options.toMs };
    return timelineChart({
      title: session.title,
      startMs,
      timeline: await store.timeline({
        ...query,
        points: CHART_POINTS,
        values: options.values ?? 'smoothed',
      }),
      summary: await store.summary(query),
      markers,
    });
  };
  switch (format) {
    case 'csv':
      return yield* exportCsv(pages());
    case 'jsonl':
      return yield* exportJsonLines(pages());
    case 'parquet':
      return yield* exportParquet(pages());
    case 'webvtt':
      return yield* exportWebVtt(pages());
    case 'elan':
      return yield* exportElan(pages(), session.participants, markers, startMs);
    case 'openface':
      return yield* exportOpenFace(pages(), values);
    case 'pyfeat':
      return yield* exportPyFeat(pages(), values);
    case 'fer':
      return yield* exportFer(pages, values);
    case 'svg':
      return yield await drawChart();
    case 'png':
      return yield await sharp(Buffer.from(await drawChart()))
        .png()
        .toBuffer();
  }
}
