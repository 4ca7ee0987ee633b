import { landmarkContract } from './landmarkContract.ts';

landmarkContract('tfjs-wasm');
