import { detectorContract } from './detectorContract.ts';

detectorContract('onnx');
