import type { ExportFormat } from '@emostream/protocol';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  webvtt: 'text/vtt; charset=utf-8',
  elan: 'text/tab-separated-values; charset=utf-8',
  openface: 'text/csv; charset=utf-8',
  pyfeat: 'text/csv; charset=utf-8',
  fer: 'text/csv; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
};

/** The media type of a format, for `Content-Type`. */
export function exportContentType(format: ExportFormat): string {
  return TYPES[format];
}
