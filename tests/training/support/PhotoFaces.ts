import { createFrameAnalyzer, FaceCropper, faceSquare } from '@emostream/vision';
import sharp from 'sharp';
import { samplePhoto } from '../../support/samplePhotos.ts';
import { grayImage, TemporaryFolder } from './TinyDataset.ts';

/** A validation split of the faces in face-api's photos, all of them in the folder `happy`. */
export class PhotoFaces {
  readonly #folder = new TemporaryFolder();
  #count = 0;

  get path(): string {
    return this.#folder.path;
  }

  get count(): number {
    return this.#count;
  }

  async write(): Promise<void> {
    const analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'ssd' });
    const cropper = new FaceCropper();
    for (const photo of [1, 5] as const) {
      const file = samplePhoto(photo);
      const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      const image = { data, width: info.width, height: info.height };
      for (const { box } of (await analyzer.analyze(image)).faces) {
        const crop = new Float32Array(48 * 48);
        cropper.crop(image, faceSquare(box, 'ssd'), crop, 0);
        const png = await grayImage(Uint8Array.from(crop)).png().toBuffer();
        this.#folder.write(`validation/happy/${this.#count++}.png`, png);
      }
    }
    await analyzer.dispose();
  }

  dispose(): void {
    this.#folder.dispose();
  }
}
