/** A picture to encode; it moves to the worker. */
export interface EncodeRequest {
  readonly id: number;
  readonly picture: ImageBitmap;
}

/** The JPEG, or null when it could not be made. */
export interface EncodeReply {
  readonly id: number;
  readonly jpeg: ArrayBuffer | null;
}

const QUALITY = 0.8;

let canvas: OffscreenCanvas | null = null;

async function encode(picture: ImageBitmap): Promise<ArrayBuffer | null> {
  const { width, height } = picture;
  if (canvas?.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height);
  }
  canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
  picture.close();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return blob.arrayBuffer();
}

// One picture after the other: they share a canvas.
let last: Promise<unknown> = Promise.resolve();
self.onmessage = ({ data: { id, picture } }: MessageEvent<EncodeRequest>) => {
  last = last
    .then(() => encode(picture))
    .catch(() => null)
    .then((jpeg) => {
      const reply: EncodeReply = { id, jpeg };
      self.postMessage(reply, { transfer: jpeg ? [jpeg] : [] });
    });
};
