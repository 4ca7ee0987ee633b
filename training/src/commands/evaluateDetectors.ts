import { parseArgs } from 'node:util';
import { createDetector, createFrameAnalyzer } from '@emostream/vision';
import { demoPhotos } from '../evaluation/demoPhotos.ts';
import { printBand } from '../evaluation/printBand.ts';
import { printCloseUps } from '../evaluation/printCloseUps.ts';
import { printGroups } from '../evaluation/printGroups.ts';
import { runCommand } from './runCommand.ts';

const HELP = `npm run evaluate-detectors

On the demo photos of the face-api package, whose people are counted:
  band       how often the tiny detector finds a face by its size in the detector's own input
  close-ups  how often a face that fills the picture is found, by a detector alone and by the picture path
  mistakes   how often either sees a face in a cut of background
  groups     how many small faces of a large picture are found, and how many boxes hold no face`;

async function evaluateDetectors(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'ssd' });
  const ssd = await createDetector({ engine: 'onnx', name: 'ssd' });
  const tiny = await createDetector({ engine: 'onnx', name: 'tiny' });
  const photos = await demoPhotos(ssd);
  await printBand(tiny, photos);
  for (const detector of [ssd, tiny]) {
    await printGroups(detector, analyzer, photos);
    await printCloseUps(detector, analyzer, photos);
  }
  await Promise.all([ssd.dispose(), tiny.dispose(), analyzer.dispose()]);
  return 0;
}

await runCommand(evaluateDetectors);
