import { classifierContract } from './classifierContract.ts';

classifierContract('onnx');
