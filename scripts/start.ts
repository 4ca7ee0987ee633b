// `npm start`: builds the pages where they changed, then serves everything from this process.
import { buildPages } from './buildPages.ts';

buildPages();
await import('../apps/stream-server/src/main.ts');
