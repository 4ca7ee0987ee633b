import { type EngineName, selectEngine } from '@emostream/classifier';
import { createFrameAnalyzer, PublisherVision } from '@emostream/vision';
import { cameraTimeMs } from './cameraClock.ts';
import { serveContender } from './serveContender.ts';

// The live path as the server runs it, on one thread: the analyzer under a publisher's schedule.
serveContender(async () => {
  const [, , asked, modelsDir = ''] = process.argv;
  const { name: engine } = await selectEngine(asked as EngineName | 'auto');
  const analyzer = await createFrameAnalyzer({ engine, detector: 'tiny', modelsDir });
  return {
    name: `emostream ${engine}`,
    open: () => {
      const vision = new PublisherVision();
      return async (jpeg, index) => {
        const nowMs = cameraTimeMs(index);
        const analysis = await analyzer.analyze(jpeg, vision.planFrame(nowMs));
        return vision.completeFrame(analysis, nowMs).length;
      };
    },
  };
});
