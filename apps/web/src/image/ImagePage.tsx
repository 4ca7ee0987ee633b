'use client';

import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { createPictureStore } from '../stores/pictureStore.ts';
import { DropZone } from './DropZone.tsx';
import { PictureCard } from './PictureCard.tsx';
import { SamplePictures } from './SamplePictures.tsx';

/** Still pictures: give some, and see their faces beside the probabilities. */
export function ImagePage() {
  const [usePictures] = useState(createPictureStore);
  const { pictures, add, analyze, remove, clear } = usePictures();
  // Object URLs hold their files until they are revoked.
  useEffect(() => clear, [clear]);

  return (
    <div className="py-4 sm:py-8">
      <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">Pictures</h1>
      <p className="mt-2 max-w-prose text-lg text-muted">
        Every face gets a box and seven probabilities. Pictures are analyzed in memory and forgotten
        with the answer.
      </p>
      <DropZone compact={pictures.length > 0} onFiles={add} />
      <SamplePictures onPicture={(picture) => add([picture])} />
      {pictures.length > 1 && (
        <div className="mt-8 flex items-center justify-between gap-4">
          <p className="font-semibold tabular-nums">{pictures.length} pictures</p>
          <Button kind="quiet" onClick={clear}>
            <Trash2 size={16} aria-hidden /> Remove all
          </Button>
        </div>
      )}
      {pictures.length > 0 && (
        <ul
          aria-label="Your pictures"
          className={`grid grid-cols-[minmax(0,1fr)] gap-6 ${pictures.length > 1 ? 'mt-3' : 'mt-8'}`}
        >
          {pictures.map((picture) => (
            <li key={picture.id}>
              <PictureCard
                picture={picture}
                onAnalyze={(whole) => analyze(picture.id, whole)}
                onRemove={() => remove(picture.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
