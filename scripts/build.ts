// `npm run build`, and what a start runs where something has changed: the builds that are named, or all.
import { buildPages } from './buildPages.ts';
import { buildServer } from './buildServer.ts';
import type { BuildName } from './builds.mjs';

const asked = process.argv.slice(2) as BuildName[];
const wants = (name: BuildName) => asked.length === 0 || asked.includes(name);
if (wants('pages')) buildPages();
if (wants('server')) await buildServer();
