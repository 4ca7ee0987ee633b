/** Which pages may use the socket and the API. */
export class OriginPolicy {
  readonly #allowed: ReadonlySet<string>;

  /** @param allowedOrigins origins beside the server's own, such as `https://example.org`. */
  constructor(allowedOrigins: readonly string[]) {
    this.#allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  }

  /**
   * @param origin the `Origin` header; programs that are no browser send none, and their token is
   *   what counts.
   * @param host the `Host` header of the same request.
   */
  allows(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || this.#allowed.has(origin)) return true;
    return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
  }
}
