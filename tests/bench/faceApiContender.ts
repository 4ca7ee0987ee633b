import { loadTfjs, type TfjsEngineName } from '@emostream/classifier';
import { decodeFrame } from '@emostream/vision';
import { loadFaceApi } from '../../packages/vision/src/detectors/loadFaceApi.ts';
import { serveContender } from './serveContender.ts';

/** The input size that face-api's examples use for video. */
const INPUT_SIZE = 320;

// face-api by itself: its tiny detector and its expression net. Frames are decoded as for ours.
serveContender(async () => {
  const engine = process.argv[2] as TfjsEngineName;
  const tf = await loadTfjs(engine);
  const { faceApi, weightsDir } = loadFaceApi(engine);
  await faceApi.nets.tinyFaceDetector.loadFromDisk(weightsDir);
  await faceApi.nets.faceExpressionNet.loadFromDisk(weightsDir);
  const options = new faceApi.TinyFaceDetectorOptions({ inputSize: INPUT_SIZE });
  return {
    name: `face-api ${engine}`,
    open: () => async (jpeg) => {
      const { data, width, height } = await decodeFrame(jpeg);
      const tensor = tf.tensor3d(data, [height, width, 3], 'int32');
      const faces = await faceApi.detectAllFaces(tensor as never, options).withFaceExpressions();
      tensor.dispose();
      return faces.length;
    },
  };
});
