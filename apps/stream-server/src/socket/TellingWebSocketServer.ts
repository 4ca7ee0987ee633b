import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';

/** WebSocket's own status for a message over the limit. */
const TOO_LARGE = 1009;

/** The event of a connection that is about to be closed for such a message. What is sent then still arrives. */
export const TOO_LARGE_EVENT = 'tooLarge';

/** `ws` refuses to read a message over its limit, and closes; this tells before, so that a reason can be sent. */
class TellingWebSocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    if (code === TOO_LARGE && this.readyState === WebSocket.OPEN) this.emit(TOO_LARGE_EVENT);
    super.close(code, data);
  }
}

/** The WebSocket server that Engine.IO is given in place of that of `ws`. */
export class TellingWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, WebSocket: TellingWebSocket as ServerOptions['WebSocket'] });
  }
}
