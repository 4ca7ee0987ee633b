// The first file of the exports' thread. A thread does not take over the loader of the thread that
// started it, so this plain file registers it, then runs the real one.
import { register } from 'tsx/esm/api';

register();
await import('./exportWorker.ts');
