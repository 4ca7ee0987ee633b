import {
  boxCoverage,
  decodeImage,
  type FaceDetector,
  type FrameAnalyzer,
  type PixelBox,
  scaledBox,
} from '@emostream/vision';
import type { DemoPhoto } from './demoPhotos.ts';
import { placeGroup } from './placeGroup.ts';

/** Longer side of the faces as a share of the picture's. */
const GROUP_SHARES = [0.02, 0.025, 0.03, 0.04, 0.06, 0.08];

/** Prints how many small faces of a large picture are found, and how many boxes hold no face. */
export async function printGroups(
  detector: FaceDetector,
  analyzer: FrameAnalyzer,
  photos: readonly DemoPhoto[],
): Promise<void> {
  for (const share of GROUP_SHARES) {
    const count = { people: 0, alone: 0, aloneWrong: 0, asPicture: 0, asPictureWrong: 0 };
    for (const photo of photos) {
      const group = await placeGroup(photo, share);
      if (!group) continue;
      const { image, width } = await decodeImage(group.jpeg);
      const alone = (await detector.detect(image)).map(({ box }) =>
        scaledBox(box, width / image.width, width / image.width),
      );
      const { faces } = await analyzer.analyzePicture(group.jpeg, { detector: detector.name });
      const boxes = faces.map(({ box }) => box);
      const found = (among: readonly PixelBox[]) =>
        group.faces.filter((face) => among.some((box) => boxCoverage(box, face) > 0.5)).length;
      count.people += group.faces.length;
      count.alone += found(alone);
      count.aloneWrong += Math.max(0, alone.length - found(alone));
      count.asPicture += found(boxes);
      count.asPictureWrong += Math.max(0, boxes.length - found(boxes));
    }
    console.log(
      `${detector.name}: faces of ${share * 100} % of the picture found: alone ${count.alone} (${count.aloneWrong} wrong), ` +
        `by the picture path ${count.asPicture} (${count.asPictureWrong} wrong), of ${count.people}`,
    );
  }
}
