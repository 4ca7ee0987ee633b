import type { Page } from 'playwright-core';

/** When a frame came to each stage of its way, on the page's clock. */
export interface FrameStages {
  readonly capturedAtMs: number;
  /** The page was told of the picture. */
  readonly toldAtMs: number;
  /** The picture was handed to the encoder. */
  readonly encodeAtMs: number;
  /** Its JPEG came back and was sent. */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

declare global {
  /** By the frame's number. */
  var stageLog: Map<number, Partial<Record<keyof FrameStages, number>>>;
}

/**
 * Has a page note when each of its frames comes to each stage, from its next load on: by listening at what the
 * browser itself offers, so that the page is the one that people get.
 */
export async function logStages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.stageLog = new Map();
    const toldAtMs = new Map<number, number>();
    // A method, as tsx wraps functions that get a name in something that the page does not have.
    const log = {
      at(seq: number) {
        const stages = globalThis.stageLog.get(seq) ?? {};
        globalThis.stageLog.set(seq, stages);
        return stages;
      },
    };

    const { requestVideoFrameCallback } = HTMLVideoElement.prototype;
    HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
      return requestVideoFrameCallback.call(this, (nowMs, metadata) => {
        toldAtMs.set(metadata.captureTime ?? nowMs, performance.now());
        callback(nowMs, metadata);
      });
    };

    // Pictures are encoded in the order in which they are numbered.
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message: { id: number }, ...rest: unknown[]) {
      log.at(message.id).encodeAtMs = performance.now();
      (postMessage as (...args: unknown[]) => void).call(this, message, ...rest);
    };

    const { send } = WebSocket.prototype;
    const listening = new WeakSet<WebSocket>();
    WebSocket.prototype.send = function (data) {
      if (!listening.has(this)) {
        listening.add(this);
        this.addEventListener('message', ({ data: answer }) => {
          const seq = /^42\["result",.*?"seq":(\d+)/.exec(String(answer))?.[1];
          if (seq !== undefined) log.at(Number(seq)).answeredAtMs = performance.now();
        });
      }
      const sent = /\["frame",\{"seq":(\d+),"capturedAtMs":([\d.]+)/.exec(String(data));
      if (sent) {
        const capturedAtMs = Number(sent[2]);
        const told = toldAtMs.get(capturedAtMs);
        Object.assign(log.at(Number(sent[1])), {
          capturedAtMs,
          sentAtMs: performance.now(),
          ...(told !== undefined && { toldAtMs: told }),
        });
      }
      send.call(this, data);
    };
  });
}

/** Of the frames that are known from end to end, by their numbers. */
export async function stagesOf(page: Page): Promise<ReadonlyMap<number, FrameStages>> {
  const noted = await page.evaluate(() => [...globalThis.stageLog]);
  return new Map(noted.filter((entry): entry is [number, FrameStages] => isWhole(entry[1])));
}

function isWhole(stages: Partial<FrameStages>): stages is FrameStages {
  const { capturedAtMs, toldAtMs, encodeAtMs, sentAtMs, answeredAtMs } = stages;
  return [capturedAtMs, toldAtMs, encodeAtMs, sentAtMs, answeredAtMs].every(
    (atMs) => atMs !== undefined,
  );
}
