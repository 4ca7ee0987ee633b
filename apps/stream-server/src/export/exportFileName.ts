import type { ExportFormat } from '@emostream/protocol';

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  csv: '.csv',
  jsonl: '.jsonl',
  parquet: '.parquet',
  webvtt: '.vtt',
  elan: '-elan.tsv',
  openface: '-openface.csv',
  pyfeat: '-pyfeat.csv',
  fer: '-fer.csv',
  svg: '.svg',
  png: '.png',
};

/** A name for the file, of letters, digits, dashes and dots: `emostream-BCDFGH-pyfeat.csv`. */
export function exportFileName(sessionCode: string, format: ExportFormat): string {
  return `emostream-${sessionCode}${ENDINGS[format]}`;
}
