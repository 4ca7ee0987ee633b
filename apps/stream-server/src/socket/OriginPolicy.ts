import type { IncomingHttpHeaders } from 'node:http';

/** Which pages may use the socket and the API. */
export class OriginPolicy {
  readonly #allowed: ReadonlySet<string>;

  readonly #trustsProxy: boolean;

  /**
   * @param allowedOrigins origins beside the server's own, such as `https://example.org`
   * @param trustsProxy whether `X-Forwarded-Host` says what the server is called
   */
  constructor(allowedOrigins: readonly string[], trustsProxy: boolean) {
    this.#trustsProxy = trustsProxy;
    this.#allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  }

  /** By the headers of a request. Programs that are no browser send no `Origin`; their token counts. */
  allows({ origin, host, ...headers }: IncomingHttpHeaders): boolean {
    if (origin === undefined || this.#allowed.has(origin)) return true;
    if (!URL.canParse(origin)) return false;
    // The nearest proxy's word is the last.
    const forwarded = [headers['x-forwarded-host']].flat().join().split(',').at(-1)?.trim();
    const own = this.#trustsProxy && forwarded ? forwarded : host;
    return own !== undefined && new URL(origin).host === own;
  }
}
