import { landmarkContract } from './landmarkContract.ts';

landmarkContract('onnx');
