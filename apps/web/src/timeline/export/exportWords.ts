import type { ExportFormat } from '@emostream/protocol';

/** What each format is and what it is for. */
export const EXPORT_WORDS: Readonly<
  Record<ExportFormat, { readonly name: string; readonly detail: string; readonly ending: string }>
> = {
  csv: {
    name: 'CSV',
    detail: 'One row per face, every column; for spreadsheets, R and pandas',
    ending: 'csv',
  },
  jsonl: { name: 'JSON Lines', detail: 'One object per frame; for programs', ending: 'jsonl' },
  parquet: {
    name: 'Parquet',
    detail: 'The same columns, small and fast to read; for data tools',
    ending: 'parquet',
  },
  webvtt: { name: 'WebVTT', detail: 'Metadata cues; for video players', ending: 'vtt' },
  elan: { name: 'ELAN', detail: 'Tab-separated segments; for annotating in ELAN', ending: 'txt' },
  openface: {
    name: 'OpenFace-like CSV',
    detail: 'Frame, face, timestamp, confidence, success …; for existing scripts',
    ending: 'csv',
  },
  pyfeat: { name: 'py-feat CSV', detail: 'The column names of a Fex; for py-feat', ending: 'csv' },
  fer: {
    name: 'fer CSV',
    detail: 'Wide: box0, angry0 … neutral0; as the fer package writes it',
    ending: 'csv',
  },
  svg: { name: 'SVG', detail: 'The chart as a drawing that scales; for papers', ending: 'svg' },
  png: { name: 'PNG', detail: 'The chart as a picture; for slides', ending: 'png' },
};

/** `checkout-usability-bcdfgh.csv`: safe on every system. */
export function exportFileName(title: string, code: string, format: ExportFormat): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const distinct = EXPORT_WORDS[format].ending === 'csv' && format !== 'csv' ? `-${format}` : '';
  return `${words === '' ? 'session' : words}-${code.toLowerCase()}${distinct}.${EXPORT_WORDS[format].ending}`;
}
