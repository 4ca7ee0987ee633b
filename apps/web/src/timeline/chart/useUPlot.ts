import { useEffect, useState } from 'react';
import type uPlot from 'uplot';

/** The plotting library, loaded when the first chart is shown; null until it is there. */
export function useUPlot(): typeof uPlot | null {
  const [library, setLibrary] = useState<typeof uPlot | null>(null);
  useEffect(() => {
    let here = true;
    void import('uplot').then(({ default: loaded }) => {
      if (here) setLibrary(() => loaded);
    });
    return () => {
      here = false;
    };
  }, []);
  return library;
}
