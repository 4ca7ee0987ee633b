import { loadNativeTfjs } from '@emostream/classifier';
import { describe, expect, it } from 'vitest';
import { landmarkContract } from './landmarkContract.ts';

const native = loadNativeTfjs('tfjs-node');
if (native.tf !== null) {
  landmarkContract('tfjs-node');
} else {
  describe('tfjs-node, whose library is not on this machine', () => {
    it('says what is missing', () => {
      expect(native.reason).toContain('tfjs-node');
    });
  });
}
