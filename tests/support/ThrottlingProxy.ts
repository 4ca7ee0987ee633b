import net from 'node:net';

/** A line to a server that is as slow as a test wants it. */
export interface ThrottlingProxy {
  /** Where the server is found through it. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Throttle {
  /** In each direction, for all connections together. */
  readonly bytesPerSecond: number;
  /** From one end to the other and back, for a byte that finds the line empty. */
  readonly roundTripMs: number;
}

/** The line takes bytes in pieces of this size, as networks do. */
const PIECE_BYTES = 1500;
/** What waits before the line at most; the rest is left with the sender. */
const QUEUE_BYTES = 128 * 1024;

/** Opens one on a free port. */
export async function openThrottlingProxy(
  serverUrl: string,
  throttle: Throttle,
): Promise<ThrottlingProxy> {
  const port = Number(new URL(serverUrl).port);
  const sockets = new Set<net.Socket>();
  const up = new Line(throttle);
  const down = new Line(throttle);
  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect({ port, host: '127.0.0.1', noDelay: true });
    for (const [from, to, line] of [
      [client, upstream, up],
      [upstream, client, down],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {});
      from.on('data', (bytes) => line.carry(bytes, from, to));
      from.on('end', () => line.end(to));
      from.on('close', () => {
        sockets.delete(from);
        line.end(to);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One direction: a queue before a bottleneck, and the way after it. */
class Line {
  readonly #bytesPerMs: number;
  readonly #delayMs: number;
  /** When the bottleneck has let through all that was given to it. */
  #freeAtMs = 0;
  /** What is on the way, in the order of its arrival. */
  readonly #arrivals: { readonly atMs: number; readonly arrive: () => void }[] = [];

  constructor({ bytesPerSecond, roundTripMs }: Throttle) {
    this.#bytesPerMs = bytesPerSecond / 1000;
    this.#delayMs = roundTripMs / 2;
  }

  carry(bytes: Buffer, from: net.Socket, to: net.Socket): void {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      const piece = bytes.subarray(start, start + PIECE_BYTES);
      this.#pass(piece.length, () => to.writable && to.write(piece));
    }
    const fullForMs = this.#freeAtMs - performance.now() - QUEUE_BYTES / this.#bytesPerMs;
    if (fullForMs <= 0) return;
    from.pause();
    setTimeout(() => from.resume(), fullForMs);
  }

  /** Behind what is on its way. */
  end(to: net.Socket): void {
    this.#pass(0, () => to.end());
  }

  #pass(bytes: number, arrive: () => void): void {
    this.#freeAtMs = Math.max(performance.now(), this.#freeAtMs) + bytes / this.#bytesPerMs;
    this.#arrivals.push({ atMs: this.#freeAtMs + this.#delayMs, arrive });
    if (this.#arrivals.length === 1) this.#awaitNext();
  }

  #awaitNext(): void {
    const next = this.#arrivals[0];
    if (next) setTimeout(() => this.#arriveDue(), next.atMs - performance.now());
  }

  #arriveDue(): void {
    for (let next = this.#arrivals[0]; next; next = this.#arrivals[0]) {
      if (next.atMs > performance.now()) break;
      this.#arrivals.shift();
      next.arrive();
    }
    this.#awaitNext();
  }
}
