import { fileURLToPath } from 'node:url';

/** The repository's `models` folder, which holds the shipped models. */
export const MODELS_DIR = fileURLToPath(new URL('../../../models', import.meta.url));
