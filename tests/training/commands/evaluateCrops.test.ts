import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PhotoFaces } from '../support/PhotoFaces.ts';
import { runTrainingCommand } from '../support/runTrainingCommand.ts';

describe('evaluate-crops', () => {
  const faces = new PhotoFaces();

  beforeAll(() => faces.write());
  afterAll(() => faces.dispose());

  it.each(['tiny', 'ssd'])('finds placed faces with %s and compares squares', async (detector) => {
    const args = ['--data', faces.path, '--detector', detector, '--smallest', '120'];
    const { status, stdout, stderr } = await runTrainingCommand('evaluate-crops', args);
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    const [, found, placed] = /found (\S+) % of (\d+) placed/.exec(stdout) ?? [];
    expect(Number(placed)).toBe(faces.count);
    expect(Number(found)).toBeGreaterThan(0);
    expect(stdout.match(/^up .*%$/gm)).toHaveLength(4);
  });
});
