import { useEffect, useState } from 'react';
import { THEME_CHANGED } from '../../components/themeChanged.ts';
import { type Palette, readPalette } from './Palette.ts';

/** The colours for canvases, anew when the theme changes; null until the page is there. */
export function usePalette(): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null);
  useEffect(() => {
    const read = () => setPalette(readPalette());
    read();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', read);
    window.addEventListener(THEME_CHANGED, read);
    return () => {
      system.removeEventListener('change', read);
      window.removeEventListener(THEME_CHANGED, read);
    };
  }, []);
  return palette;
}
