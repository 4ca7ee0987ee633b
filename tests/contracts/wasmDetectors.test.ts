import { detectorContract } from './detectorContract.ts';

detectorContract('tfjs-wasm');
