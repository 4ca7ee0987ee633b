import type { TimelineStore } from './TimelineStore.ts';
import { timelineFile } from './timelineFile.ts';
import { WorkerTimelineStore } from './WorkerTimelineStore.ts';

/**
 * Opens the timeline of a data folder, and creates both where they are not there yet.
 *
 * @throws StoreError with a sentence that says which file cannot be opened and why
 */
export function openTimelineStore({ dataDir }: { dataDir: string }): Promise<TimelineStore> {
  return WorkerTimelineStore.open({ filePath: timelineFile(dataDir) });
}
