import { useMemo } from 'react';
import { renderSVG } from 'uqr';
import { spacedCode } from '../join/spacedCode.ts';

/** The link as a picture to point a phone at. */
export function InviteQr({ link, code }: { readonly link: string; readonly code: string }) {
  const picture = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(link, { border: 2 }))}`,
    [link],
  );
  return (
    // biome-ignore lint/performance/noImgElement: a picture made here
    <img
      src={picture}
      alt={`QR code of the link to join session ${spacedCode(code)}`}
      className="mx-auto size-44 rounded-2xl bg-white p-1.5 ring-1 ring-line"
    />
  );
}
