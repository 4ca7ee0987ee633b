'use client';

import type { Prediction } from '@emostream/protocol';
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { annotatedPng } from './annotatedPng.ts';
import type { Picture } from './Picture.ts';

interface PictureActionsProps {
  readonly picture: Picture;
  readonly prediction: Prediction;
}

type Outcome = 'copied' | 'copy failed' | 'download failed';

const SHOWN_MS = 2000;
const WORDS: Readonly<Record<Outcome, string>> = {
  copied: 'Copied.',
  'copy failed': 'This browser did not allow copying.',
  'download failed': 'The picture could not be made.',
};

/** What can be taken away from an analyzed picture. */
export function PictureActions({ picture, prediction }: PictureActionsProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  function tell(said: Outcome): void {
    setOutcome(said);
    setTimeout(() => setOutcome(null), SHOWN_MS);
  }

  async function copy(): Promise<void> {
    try {
      const { modelId, width, height, faces } = prediction;
      const json = { image: picture.name, modelId, width, height, faces };
      await navigator.clipboard.writeText(JSON.stringify(json, null, 2));
      tell('copied');
    } catch {
      tell('copy failed');
    }
  }

  async function download(): Promise<void> {
    try {
      const url = URL.createObjectURL(await annotatedPng(picture.url, prediction));
      const link = document.createElement('a');
      link.href = url;
      link.download = `${picture.name.replace(/\.[^.]+$/, '')}-emostream.png`;
      link.click();
      // The browser reads it after the click.
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch {
      tell('download failed');
    }
  }

  return (
    <div className="mt-auto border-t border-line pt-4">
      <div className="flex max-w-sm flex-wrap gap-2 whitespace-nowrap">
        <Button className="flex-1" onClick={() => void download()}>
          <Download size={16} aria-hidden /> Save PNG
        </Button>
        <Button className="flex-1" onClick={() => void copy()}>
          {outcome === 'copied' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          Copy JSON
        </Button>
      </div>
      <p role="status" className={outcome ? 'mt-2 text-sm text-muted' : 'sr-only'}>
        {outcome && WORDS[outcome]}
      </p>
    </div>
  );
}
