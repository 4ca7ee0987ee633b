import { Contender } from './Contender.ts';

/** Whom the live path is measured beside, by the name of its ratio. */
export const OTHERS = ['faceApiWasm', 'faceApiNode', 'humanWasm'] as const;
export type OtherName = (typeof OTHERS)[number];

/** The processes of one case. Null is what does not run on this machine, or has no meaning here. */
export type Contenders = { readonly emostream: Contender } & Record<
  OtherName | 'floor',
  Contender | null
>;

/**
 * Starts everybody anew, so that what a case says of memory is its own.
 *
 * @param onLeftOut told of each that does not run here
 * @throws if ours does not
 */
export async function startContenders(
  engine: string,
  modelsDir: string,
  onLeftOut: (name: string, reason: string) => void,
): Promise<Contenders> {
  const emostream = await Contender.start('./emostreamContender.ts', [engine, modelsDir]);
  if ('reason' in emostream) throw new Error(emostream.reason);
  const start = async (name: string, script: string, args: readonly string[]) => {
    const contender = await Contender.start(script, args);
    if (contender instanceof Contender) return contender;
    onLeftOut(name, contender.reason);
    return null;
  };
  const isOnnx = emostream.name.endsWith('onnx');
  return {
    emostream,
    floor: isOnnx ? await start('floor', './floorContender.ts', [engine, modelsDir]) : null,
    faceApiWasm: await start('faceApiWasm', './faceApiContender.ts', ['tfjs-wasm']),
    faceApiNode: await start('faceApiNode', './faceApiContender.ts', ['tfjs-node']),
    humanWasm: await start('humanWasm', './humanContender.ts', []),
  };
}
