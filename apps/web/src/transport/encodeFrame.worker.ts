/** A picture to encode; it moves to the worker. */
export interface EncodeRequest {
  readonly id: number;
  readonly picture: VideoFrame | ImageBitmap;
  /** Longest side of the JPEG, in pixels; larger pictures are shrunk. */
  readonly maxSide: number;
  /** Of the JPEG, 0..1. */
  readonly quality: number;
}

/** The JPEG, or null when it could not be made. */
export interface EncodeReply {
  readonly id: number;
  readonly jpeg: ArrayBuffer | null;
}

/** Only workers have it, so that the page's types do not know it. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

let canvas: OffscreenCanvas | null = null;

async function encode({ picture, maxSide, quality }: EncodeRequest): Promise<ArrayBuffer> {
  const [width, height] = shrunk(picture, maxSide);
  if (canvas?.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height);
  }
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('There is no canvas to draw on.');
  context.imageSmoothingQuality = 'medium';
  context.drawImage(picture, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  // Not blob.arrayBuffer(): that goes by other threads once more, which costs milliseconds on a busy machine.
  return new FileReaderSync().readAsArrayBuffer(blob);
}

function shrunk(picture: EncodeRequest['picture'], maxSide: number): [number, number] {
  const width = 'displayWidth' in picture ? picture.displayWidth : picture.width;
  const height = 'displayHeight' in picture ? picture.displayHeight : picture.height;
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return [Math.round(width * scale), Math.round(height * scale)];
}

// One picture after the other: they share a canvas.
let last: Promise<unknown> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<EncodeRequest>) => {
  last = last
    .then(() => encode(data))
    .catch(() => null)
    .then((jpeg) => {
      data.picture.close();
      const reply: EncodeReply = { id: data.id, jpeg };
      self.postMessage(reply, { transfer: jpeg ? [jpeg] : [] });
    });
};
