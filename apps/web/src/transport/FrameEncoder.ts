import type { SendSettings } from './CongestionController.ts';
import type { EncodeReply, EncodeRequest } from './encodeFrame.worker.ts';

/** Encodes pictures to JPEG in a worker, so that the page's thread stays free for drawing. */
export class FrameEncoder {
  readonly #worker = new Worker(new URL('./encodeFrame.worker.ts', import.meta.url), {
    type: 'module',
  });
  readonly #waiting = new Map<number, (jpeg: Uint8Array | null) => void>();
  #nextId = 0;
  #closed = false;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<EncodeReply>) => {
      this.#waiting.get(data.id)?.(data.jpeg && new Uint8Array(data.jpeg));
      this.#waiting.delete(data.id);
      if (this.#closed) this.#endWhenIdle();
    };
    this.#worker.onerror = () => this.#giveUp();
  }

  /** Takes the picture over. Resolves with null when it could not be encoded. */
  encode(
    picture: EncodeRequest['picture'],
    { maxSide, quality }: Pick<SendSettings, 'maxSide' | 'quality'>,
  ): Promise<Uint8Array | null> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const request: EncodeRequest = { id, picture, maxSide, quality };
      this.#worker.postMessage(request, [picture]);
    });
  }

  /** Pictures that the worker still has are freed by it before it ends; nothing comes of them. */
  close(): void {
    this.#closed = true;
    for (const [id, resolve] of this.#waiting) {
      resolve(null);
      this.#waiting.set(id, () => {});
    }
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    if (this.#waiting.size === 0) this.#worker.terminate();
  }

  #giveUp(): void {
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
