import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PhotoFaces } from '../support/PhotoFaces.ts';
import { runTrainingCommand } from '../support/runTrainingCommand.ts';

describe('evaluate-served', () => {
  const faces = new PhotoFaces();

  beforeAll(() => faces.write());
  afterAll(() => faces.dispose());

  const serve = async (...flags: string[]) => {
    const args = ['--data', faces.path, '--count', '4', '--json', ...flags];
    const { status, stdout, stderr } = await runTrainingCommand('evaluate-served', args);
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    return JSON.parse(stdout);
  };

  it('finds placed faces of every size and compares what is served with the direct way', async () => {
    const { labels, tilt, results } = await serve();
    expect({ labels, tilt }).toEqual({ labels: 'fer2013', tilt: 10 });
    expect(results).toHaveLength(6);
    const all = results.at(-1);
    expect(all).toMatchObject({ sides: '96 and more', placed: 16 });
    expect(all.recall).toBeGreaterThan(0.7);
    for (const share of [all.recall, all.direct, all.served, all.smoothed]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  it('refuses a tilt that no head is held at', async () => {
    const args = ['--data', faces.path, '--tilt', '90'];
    const { status, stderr } = await runTrainingCommand('evaluate-served', args);
    expect(status).not.toBe(0);
    expect(stderr).toContain('--tilt: 0 to 45 degrees');
  });
});
