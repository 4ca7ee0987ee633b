import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { movingFaceClip } from '../support/MovingFaceClip.ts';
import { connectPublisher, startTestServer } from '../support/TestServer.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const DASHBOARD = new URL('../../docs/grafana/emostream.json', import.meta.url);
const { panels } = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as Dashboard;
const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

let server: StreamServer;
let metrics: string;
beforeAll(async () => {
  server = await startTestServer();
  const client = await connectPublisher(server.url);
  const [frame] = await movingFaceClip(1);
  const jpeg = frame?.jpeg ?? Buffer.alloc(0);
  // Some wait long enough to be replaced, and one cannot be read.
  await Promise.all(Array.from({ length: 6 }, (_, seq) => client.send(seq, jpeg)));
  await client.send(7, Buffer.from('no picture'));
  metrics = await (await fetch(`${server.url}/metrics`)).text();
});
afterAll(() => server.drain());

/** A query's metrics, without its functions and labels. */
function metricsOf(expr: string): string[] {
  return expr.match(/\b(?:emostream|process|nodejs)_\w+/g) ?? [];
}

describe('the Grafana dashboard', () => {
  it.each(queries)('asks for what there is: %s', (expr) => {
    const names = metricsOf(expr);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(metrics).toMatch(new RegExp(`^${name}(\\{| )`, 'm'));
  });

  it('groups by labels that there are', () => {
    for (const expr of queries) {
      const labels = /by \(([^)]+)\)/.exec(expr)?.[1]?.split(', ') ?? [];
      for (const label of labels) {
        for (const name of metricsOf(expr)) {
          expect(metrics).toMatch(new RegExp(`^${name}\\{[^}]*\\b${label}="`, 'm'));
        }
      }
    }
  });

  it('shows every metric of ours', () => {
    const asked = new Set(queries.flatMap(metricsOf).map(withoutSuffix));
    const ours = metrics.match(/^# TYPE emostream_\w+/gm) ?? [];
    expect(
      ours.map((line) => line.slice('# TYPE '.length)).filter((name) => !asked.has(name)),
    ).toEqual([]);
  });

  it('says nothing of a person: no metric has a label but these', () => {
    const labels = new Set([...metrics.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    for (const label of labels) {
      expect([
        ...['le', 'outcome', 'reason', 'stage'],
        // Of Node itself.
        ...['type', 'kind', 'space', 'version', 'major', 'minor', 'patch'],
      ]).toContain(label);
    }
  });
});

function withoutSuffix(name: string): string {
  return name.replace(/_(bucket|sum|count)$/, '');
}
