import type { ValueKind } from '@emostream/protocol';
import type { RowQuery, TimelineStore } from '../store/TimelineStore.ts';

/** What an export reads from. */
export type ExportStore = Pick<
  TimelineStore,
  'readFrames' | 'sessionDetails' | 'timeline' | 'summary' | 'markers'
>;

/** Which rows are exported, and how. */
export interface ExportOptions extends RowQuery {
  /**
   * Which seven values, in the formats that have room for one kind alone (`openface`, `pyfeat`, `fer`,
   * `svg`, `png`). By default the raw ones, as those tools give them, and the smoothed ones in charts.
   */
  readonly values?: ValueKind | undefined;
  /** Whether the notes of observers are part of it (`elan`, `svg`, `png`). By default they are. */
  readonly markers?: boolean | undefined;
}
