import { callServer } from '../../../apps/cli/src/callServer.ts';

const DELAY = 'emostream_event_loop_delay_seconds';

/** What a server says of itself under `/metrics`, at one moment. */
export class ServerFigures {
  readonly #values: ReadonlyMap<string, number>;

  private constructor(values: ReadonlyMap<string, number>) {
    this.#values = values;
  }

  static async read(url: string): Promise<ServerFigures> {
    const text = await (await callServer(`${url}/metrics`)).text();
    return ServerFigures.parse(text);
  }

  /** @param text in Prometheus's format: a line a series, its name with labels, a space, its value */
  static parse(text: string): ServerFigures {
    const values = new Map<string, number>();
    for (const line of text.split('\n')) {
      const space = line.lastIndexOf(' ');
      if (line.startsWith('#') || space < 0) continue;
      values.set(line.slice(0, space), Number(line.slice(space + 1)));
    }
    return new ServerFigures(values);
  }

  /** @param series with labels as Prometheus writes them */
  valueOf(series: string): number {
    return this.#values.get(series) ?? 0;
  }

  /** Resident memory of the whole process, in millions of bytes. */
  get rssMb(): number {
    return this.valueOf('process_resident_memory_bytes') / 1e6;
  }

  /** Processor time that all its threads have taken, in seconds. */
  get cpuS(): number {
    return this.valueOf('process_cpu_seconds_total');
  }

  /**
   * By how much the server's thread was late between two moments, in milliseconds: a quantile, within the
   * bounds of its bucket as Prometheus reckons it.
   */
  delaySince(before: ServerFigures, share: number): number {
    const counts = [...this.#values]
      .filter(([series]) => series.startsWith(`${DELAY}_bucket`))
      .map(([series, count]) => ({
        limitS: Number(/le="([^"]+)"/.exec(series)?.[1]?.replace('+Inf', 'Infinity')),
        count: count - before.valueOf(series),
      }))
      .sort((one, other) => one.limitS - other.limitS);
    const wanted = share * (counts.at(-1)?.count ?? 0);
    const at = counts.findIndex(({ count }) => count >= wanted);
    const bucket = counts[at];
    if (!bucket || wanted === 0) return Number.NaN;
    const below = counts[at - 1] ?? { limitS: 0, count: 0 };
    if (!Number.isFinite(bucket.limitS)) return below.limitS * 1000;
    const part = (wanted - below.count) / (bucket.count - below.count);
    return (below.limitS + part * (bucket.limitS - below.limitS)) * 1000;
  }
}
