import { describe, expect, it } from 'vitest';
import type { LoadRun } from './measureRun.ts';
import { memoryOf } from './memoryOf.ts';
import { readLoadOptions } from './readLoadOptions.ts';

describe('the load test’s arguments', () => {
  it('have defaults, and lists of analyzer threads', () => {
    expect(readLoadOptions([])).toMatchObject({ publishers: null, fps: 10, soak: null });
    const options = readLoadOptions(['--workers', '1,2,3', '--soak', '20', '--publishers', '8']);
    expect(options).toMatchObject({ workers: [1, 2, 3], soak: 20, publishers: 8 });
  });

  it.each([
    ['--publishers', '0'],
    ['--publishers', '1.5'],
    ['--workers', '1,,2'],
    ['--workers', '1', '--url', 'http://localhost:1'],
    ['--faces', '3'],
    ['--soak', 'long'],
    ['--nothing'],
  ])('are refused where they say nothing: %s %s', (...args) => {
    expect(() => readLoadOptions(args)).toThrow(/--/);
  });
});

describe('memory by analyzer threads', () => {
  const run = (rssMb: number) => ({ rssMb }) as LoadRun;

  it('says what each further thread takes', () => {
    const runs = [300, 500, 400].map((rssMb, at) => ({
      workers: [1, 3, 2][at] ?? 0,
      run: run(rssMb),
    }));
    expect(memoryOf(runs)).toEqual({
      byWorkers: [
        { workers: 1, rssMb: 300 },
        { workers: 2, rssMb: 400 },
        { workers: 3, rssMb: 500 },
      ],
      perFurtherWorkerMb: 100,
    });
    expect(memoryOf(runs.slice(0, 1)).perFurtherWorkerMb).toBeNull();
  });
});
