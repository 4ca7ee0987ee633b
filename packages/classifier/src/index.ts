export { BatchingClassifier, type BatchingOptions } from './BatchingClassifier.ts';
export { type ClassifierOptions, createClassifier } from './createClassifier.ts';
export { CROP_SIDE, CROP_SIZE } from './cropShape.ts';
export type { EmotionClassifier } from './EmotionClassifier.ts';
export {
  loadNativeTfjs,
  type NativeTfjs,
  type NativeTfjsName,
  type Tfjs,
} from './engines/loadNativeTfjs.ts';
export { loadTfjs, type TfjsEngineName } from './engines/loadTfjs.ts';
export { ModelFiles } from './ModelFiles.ts';
export { type ModelManifest, modelManifestSchema } from './modelManifest.ts';
export { MODELS_DIR } from './modelsDir.ts';
export { ENGINE_NAMES, type EngineChoice, type EngineName, selectEngine } from './selectEngine.ts';
