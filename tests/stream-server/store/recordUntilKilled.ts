// Another process that records a frame at a time and says how many the store has taken, until it is killed.
import { openTimelineStore } from '../../../apps/stream-server/src/store/openTimelineStore.ts';
import { somebody, someFrame, someSession } from '../../contracts/timelineStoreRows.ts';

const store = await openTimelineStore({ dataDir: process.argv[2] ?? '' });
await store.putSession(someSession());
await store.putParticipant(somebody());
for (let seq = 0; ; seq++) {
  await store.appendFrames([someFrame({ seq, atMs: 1_000_000 + seq * 66 })]);
  process.stdout.write(`${seq + 1}\n`);
}
