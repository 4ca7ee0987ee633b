import { classifierContract } from './classifierContract.ts';

classifierContract('tfjs-wasm');
