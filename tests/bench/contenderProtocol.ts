/** What the benchmark sends to a contender's process. */
export type ContenderRequest =
  | { readonly type: 'clip'; readonly frames: readonly Uint8Array[] }
  | { readonly type: 'run'; readonly from: number; readonly count: number };

/** What comes back. */
export type ContenderReply =
  | { readonly type: 'ready'; readonly name: string }
  | { readonly type: 'unavailable'; readonly reason: string }
  | { readonly type: 'clipLoaded' }
  /** Milliseconds each frame took, and how many faces were found in all. */
  | { readonly type: 'measured'; readonly frameMs: readonly number[]; readonly faces: number };

/** JPEG bytes in, number of classified faces out. */
export type AnalyzeJpeg = (jpeg: Uint8Array) => Promise<number>;

/** Serves the benchmark from a child process: holds a clip and runs frames of it when told. */
export function serveContender(
  start: () => Promise<{ name: string; open: () => AnalyzeJpeg }>,
): void {
  const reply = (message: ContenderReply) => process.send?.(message);
  let frames: readonly Uint8Array[] = [];
  let analyze: AnalyzeJpeg = async () => 0;
  start().then(
    ({ name, open }) => {
      process.on('message', async (request: ContenderRequest) => {
        if (request.type === 'clip') {
          frames = request.frames;
          analyze = open();
          reply({ type: 'clipLoaded' });
          return;
        }
        const frameMs: number[] = [];
        let faces = 0;
        for (let i = 0; i < request.count; i++) {
          const jpeg = frames[(request.from + i) % frames.length] as Uint8Array;
          const startedAt = performance.now();
          faces += await analyze(jpeg);
          frameMs.push(performance.now() - startedAt);
        }
        reply({ type: 'measured', frameMs, faces });
      });
      reply({ type: 'ready', name });
    },
    (error: Error) => {
      reply({ type: 'unavailable', reason: error.message });
      process.disconnect();
    },
  );
}
