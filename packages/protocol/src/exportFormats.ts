/** Formats of `GET /api/sessions/:code/export?format=…` and `npm run export-session`. */
export const EXPORT_FORMATS = [
  'csv',
  'jsonl',
  'parquet',
  'webvtt',
  'elan',
  'openface',
  'pyfeat',
  'fer',
  'svg',
  'png',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
