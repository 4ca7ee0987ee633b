// `npm start`: builds pages and server where they changed, then serves everything from this process.
import { serveBuilt } from './serveBuilt.mjs';

await serveBuilt(['pages', 'server']);
