'use client';

import type { SampleList } from '@emostream/protocol';
import { useEffect, useState } from 'react';
import type { NewPicture } from '../stores/pictureStore.ts';
import { callApi } from '../transport/callApi.ts';
import { SERVER_URL } from '../transport/serverUrl.ts';

type Sample = SampleList['samples'][number];

interface SamplePicturesProps {
  readonly onPicture: (picture: NewPicture) => void;
}

/** The server's demo photos, for whoever has no picture at hand. */
export function SamplePictures({ onPicture }: SamplePicturesProps) {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    callApi('/api/samples', 'sampleListSchema').then(
      (list) => setSamples(list.samples),
      // Without them the page works as well.
      () => {},
    );
  }, []);

  async function give({ name, url }: Sample): Promise<void> {
    const response = await fetch(SERVER_URL + url);
    onPicture({ name, file: await response.blob() });
  }

  if (samples.length === 0) return <div className="mt-5 h-23 sm:h-16" />;
  return (
    <section
      aria-label="Sample photos"
      className="mt-5 flex gap-x-3 gap-y-2 max-sm:flex-col sm:items-center"
    >
      <h2 className="shrink-0 text-sm text-muted">Or try a sample</h2>
      <ul className="-my-1 flex gap-2 overflow-x-auto p-1 max-sm:-mx-4 max-sm:px-4">
        {samples.map((sample, index) => (
          <li key={sample.name} className="shrink-0">
            <button
              type="button"
              aria-label={`Try sample photo ${index + 1}`}
              onClick={() => void give(sample)}
              className="block overflow-hidden rounded-xl ring-1 ring-line transition-transform hover:-translate-y-0.5 hover:ring-2 hover:ring-accent"
            >
              {/* biome-ignore lint/performance/noImgElement: the server's own file */}
              <img
                src={SERVER_URL + sample.url}
                crossOrigin="anonymous"
                alt=""
                className="h-14 w-20 object-cover"
                loading="lazy"
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
