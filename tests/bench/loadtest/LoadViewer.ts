import type { SeatSocket } from '../../../apps/cli/src/publish/connectSeat.ts';

/** Watches, and takes every relayed frame at once. */
export class LoadViewer {
  readonly #socket: SeatSocket;
  #relayed = 0;

  constructor(socket: SeatSocket) {
    this.#socket = socket;
    socket.on('relayed', (_result, _jpeg, taken) => {
      this.#relayed += 1;
      taken();
    });
  }

  /** Relayed frames since it was last asked. */
  takeRelayed(): number {
    const relayed = this.#relayed;
    this.#relayed = 0;
    return relayed;
  }

  close(): void {
    this.#socket.disconnect();
  }
}
