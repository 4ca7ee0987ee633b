import { type EngineName, selectEngine } from '@emostream/classifier';
import { createFrameAnalyzer, PublisherVision } from '@emostream/vision';
import { serveContender } from './contenderProtocol.ts';

// The live path as the server runs it, on one thread: the analyzer under a publisher's schedule.
serveContender(async () => {
  const [, , asked, modelsDir = ''] = process.argv;
  const { name: engine } = await selectEngine(asked as EngineName | 'auto');
  const analyzer = await createFrameAnalyzer({ engine, detector: 'tiny', modelsDir });
  return {
    name: `emostream ${engine}`,
    open: () => {
      const vision = new PublisherVision();
      return async (jpeg) => {
        const analysis = await analyzer.analyze(jpeg, vision.planFrame(performance.now()));
        return vision.completeFrame(analysis, performance.now()).length;
      };
    },
  };
});
