'use client';

import type { Prediction } from '@emostream/protocol';
import { useEffect, useState } from 'react';
import { AnnotatedPicture } from '../image/AnnotatedPicture.tsx';
import { predictPicture } from '../image/predictPicture.ts';
import { callApi } from '../transport/callApi.ts';
import { SERVER_URL } from '../transport/serverUrl.ts';

interface Demo {
  readonly url: string;
  readonly prediction: Prediction;
}

/** Which of the sample photos stands on the home page. */
const SHOWN = 2;

/** A sample photo that this server has just analyzed; an empty frame until then, and where it cannot. */
export function HeroDemo() {
  const [demo, setDemo] = useState<Demo | null>(null);
  useEffect(() => {
    let url: string | null = null;
    let current = true;
    demoPicture().then(
      ({ file, prediction }) => {
        if (!current) return;
        url = URL.createObjectURL(file);
        setDemo({ url, prediction });
      },
      // The page says enough without it.
      () => {},
    );
    return () => {
      current = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, []);

  return (
    <figure>
      <div className="aspect-[64/45] overflow-hidden rounded-3xl bg-raised shadow-[0_28px_80px_-28px_var(--glow)] ring-1 ring-line">
        {demo && (
          <div className="animate-[appear_0.5s_ease-out]">
            <AnnotatedPicture {...demo} alt="Three people; each face has a box with an estimate" />
          </div>
        )}
      </div>
      <figcaption className="mt-3 min-h-5 text-sm text-muted tabular-nums">
        {demo &&
          `A sample photo, analyzed by this server just now in ${Math.round(demo.prediction.timings.totalMs)} ms.`}
      </figcaption>
    </figure>
  );
}

async function demoPicture(): Promise<{ file: Blob; prediction: Prediction }> {
  const { samples } = await callApi('/api/samples', 'sampleListSchema');
  const sample = samples[SHOWN] ?? samples[0];
  if (!sample) throw new Error('This server has no sample photos.');
  const file = await (await fetch(SERVER_URL + sample.url)).blob();
  return { file, prediction: await predictPicture(file, false) };
}
