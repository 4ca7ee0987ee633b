import { SqliteTimelineStore } from '../../apps/stream-server/src/store/SqliteTimelineStore.ts';
import { WorkerTimelineStore } from '../../apps/stream-server/src/store/WorkerTimelineStore.ts';
import { timelineStoreContract } from './timelineStoreContract.ts';

timelineStoreContract('SqliteTimelineStore', (filePath) => SqliteTimelineStore.open(filePath));
timelineStoreContract('WorkerTimelineStore', (filePath) => WorkerTimelineStore.open({ filePath }));
