// The server alone, with the pages as they were last built: for commands that need a server of their own.
import { serveBuilt } from './serveBuilt.mjs';

await serveBuilt(['server']);
