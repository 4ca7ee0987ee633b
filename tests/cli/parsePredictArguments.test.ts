import { describe, expect, it } from 'vitest';
import { parsePredictArguments } from '../../apps/cli/src/parsePredictArguments.ts';
import { UsageError } from '../../apps/cli/src/UsageError.ts';

describe('parsePredictArguments', () => {
  it('takes paths and has a default for everything else', () => {
    expect(parsePredictArguments(['a.jpg', 'folder'])).toEqual({
      paths: ['a.jpg', 'folder'],
      json: false,
      outDir: null,
      detector: 'ssd',
      whole: false,
      engine: 'auto',
    });
  });

  it('takes every option', () => {
    const args = ['--json', '--out', 'o', '--detector', 'tiny', '--whole', '--engine', 'onnx', 'a'];
    expect(parsePredictArguments(args)).toEqual({
      paths: ['a'],
      json: true,
      outDir: 'o',
      detector: 'tiny',
      whole: true,
      engine: 'onnx',
    });
  });

  it.each([
    [[], 'name at least one picture'],
    [['a', '--fast'], "Unknown option '--fast'"],
    [['a', '--detector', 'huge'], 'unknown detector huge'],
    [['a', '--engine', 'steam'], 'unknown engine steam'],
    [['a', '--out'], 'argument missing'],
  ])('refuses %j, saying why', (args, message) => {
    expect(() => parsePredictArguments(args)).toThrow(UsageError);
    expect(() => parsePredictArguments(args)).toThrow(message);
  });
});
