import { EXPORT_FORMATS } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { exportFileName } from '../../../apps/web/src/timeline/export/exportWords.ts';

describe('exportFileName', () => {
  it('is safe on every system and says what is in it', () => {
    expect(exportFileName('Checkout: “Übersicht” / round 3', 'BCDFGH', 'csv')).toBe(
      'checkout-ubersicht-round-3-bcdfgh.csv',
    );
    expect(exportFileName('会議', 'BCDFGH', 'parquet')).toBe('session-bcdfgh.parquet');
  });

  it('differs for every format', () => {
    const names = EXPORT_FORMATS.map((format) => exportFileName('One', 'BCDFGH', format));
    expect(new Set(names).size).toBe(names.length);
  });
});
