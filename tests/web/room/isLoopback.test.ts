import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../apps/web/src/room/isLoopback.ts';

describe('isLoopback', () => {
  it.each([
    'http://localhost:7355/room/',
    'http://127.0.0.1:7355',
    'http://127.1:80',
    'http://[::1]:7355',
    'http://emostream.localhost',
  ])('is %s', (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(true);
  });

  it.each([
    'https://192.168.1.20:7355',
    'https://localhost.example.org',
    'https://127.0.0.1.example.org',
    'https://[fd00::1]',
    'https://emostream.example.org',
  ])('is not %s', (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(false);
  });
});
