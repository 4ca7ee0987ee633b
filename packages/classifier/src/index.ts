export type { EmotionClassifier } from './EmotionClassifier.ts';
export {
  loadNativeTfjs,
  type NativeTfjs,
  type NativeTfjsName,
  type Tfjs,
} from './engines/loadNativeTfjs.ts';
export { type ModelManifest, modelManifestSchema } from './modelManifest.ts';
