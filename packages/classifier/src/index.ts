export type { EmotionClassifier } from './EmotionClassifier.ts';
export { type ModelManifest, modelManifestSchema } from './modelManifest.ts';
