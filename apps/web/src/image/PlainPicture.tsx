'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';

interface PlainPictureProps {
  readonly url: string;
  readonly busy: boolean;
  /** Only to be recognized. */
  readonly small: boolean;
}

/** A picture that has no boxes yet, or never will; also one that the browser itself cannot show. */
export function PlainPicture({ url, busy, small }: PlainPictureProps) {
  const [broken, setBroken] = useState(false);
  return (
    <div
      className={`relative grid h-full w-full place-items-center ${small ? 'min-h-32' : 'min-h-48'}`}
    >
      {broken ? (
        <ImageOff size={32} className="text-muted" aria-hidden />
      ) : (
        // biome-ignore lint/performance/noImgElement: an object URL, nothing to optimize
        <img
          src={url}
          alt=""
          onError={() => setBroken(true)}
          className={`w-full object-contain ${small ? 'max-h-48' : 'max-h-[80dvh]'} ${busy ? 'opacity-60' : ''}`}
        />
      )}
      {busy && (
        <div className="absolute inset-x-0 bottom-0 h-1 overflow-hidden bg-raised">
          <div className="h-full w-1/3 animate-[glide_1.1s_ease-in-out_infinite] bg-accent" />
        </div>
      )}
    </div>
  );
}
