import { EMOTIONS } from '@emostream/protocol';
import type { AnalyzerIdentity } from '../../apps/stream-server/src/analysis/AnalyzerThread.ts';

/** What a scripted analyzer says of itself. */
export const SCRIPTED_IDENTITY: AnalyzerIdentity = {
  engine: 'scripted',
  engineReason: 'a test scripts it',
  jobsAtOnce: 1,
  manifest: {
    id: 'scripted',
    architecture: 'none',
    labels: [...EMOTIONS],
    input: { shape: [48, 48, 1], range: [0, 255] },
    preprocessing: 'none',
    parameters: 0,
    multiplyAdds: 0,
    trainingData: 'none',
    temperature: 1,
    certainty: { minProbability: 0.5, chosenOn: null, precision: null, share: null },
    metrics: {},
    files: {},
  },
};
