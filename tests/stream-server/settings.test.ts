import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings, SETTINGS, SettingsError } from '../../apps/stream-server/src/settings.ts';

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toMatchObject({ EMOSTREAM_PORT: 3000, EMOSTREAM_ENGINE: 'auto' });
  });

  it('takes an empty variable as not set', () => {
    expect(readSettings({ EMOSTREAM_PORT: '' }).EMOSTREAM_PORT).toBe(3000);
  });

  it('reads lists and switches', () => {
    const settings = readSettings({
      EMOSTREAM_ALLOWED_ORIGINS: 'https://a.example, https://b.example',
      EMOSTREAM_TRUST_PROXY: 'true',
    });
    expect(settings.EMOSTREAM_ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example']);
    expect(settings.EMOSTREAM_TRUST_PROXY).toBe(true);
  });

  it('names every variable that cannot be used, and those that do not exist', () => {
    const env = {
      EMOSTREAM_PORT: 'high',
      EMOSTREAM_SECRET: 'short',
      EMOSTREAM_PROT: '1',
      HOME: 'x',
    };
    expect(() => readSettings(env)).toThrow(SettingsError);
    expect(() => readSettings(env)).toThrow(
      /EMOSTREAM_PROT[\s\S]*EMOSTREAM_PORT[\s\S]*EMOSTREAM_SECRET/,
    );
  });

  it('has a row in the README for every setting', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    for (const name of Object.keys(SETTINGS)) expect(readme).toContain(`| \`${name}\` |`);
  });
});
