import { createClassifier, type EmotionClassifier, type EngineName } from '@emostream/classifier';
import { CommandError } from './CommandError.ts';

/** Loads a model folder for a command. @throws CommandError saying what is wrong with it */
export function openClassifier(
  modelDir: string,
  engine: EngineName = 'onnx',
): Promise<EmotionClassifier> {
  return createClassifier({ engine, modelDir }).catch((error: Error) => {
    throw new CommandError(error.message);
  });
}
