import net from 'node:net';

/** A line to a server that a test can cut, as a network that goes away does. */
export interface CuttableProxy {
  /** Where the server is found through it. */
  readonly url: string;
  /** Ends every connection without a word, and takes no new one. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Opens one on a free port. */
export async function openCuttableProxy(serverUrl: string): Promise<CuttableProxy> {
  const port = Number(new URL(serverUrl).port);
  const sockets = new Set<net.Socket>();
  let isCut = false;
  const server = net.createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = net.connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      // A reset is what a cut line looks like; it closes both ends.
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    cut() {
      isCut = true;
      cutAll();
    },
    restore() {
      isCut = false;
    },
    async close() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
