'use client';

import { Check, Copy, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import type { KeptKey } from './KeyChain.ts';
import { forgetKey } from './keyring.ts';
import { useKeys } from './useKeys.ts';

const SHOWN_MS = 2000;

/** The keys that this browser keeps, each to be copied for elsewhere or forgotten here. */
export function KeyList() {
  const keys = useKeys();
  if (keys.length === 0) return <p className="text-sm text-muted">This browser keeps no key.</p>;
  return (
    <ul aria-label="Keys in this browser" className="divide-y divide-line">
      {keys.map((kept) => (
        <KeyRow key={kept.key} kept={kept} />
      ))}
    </ul>
  );
}

function KeyRow({ kept }: { readonly kept: KeptKey }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const [sure, setSure] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(kept.key);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
    setTimeout(() => setOutcome(null), SHOWN_MS);
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <p className="min-w-0 flex-[1_1_12rem]">
        <span className="font-medium wrap-anywhere">{kept.title}</span>
        <span className="block text-sm text-muted">
          <span className="font-mono tracking-wider">{kept.code}</span> ·{' '}
          {kept.role === 'host' ? 'host key' : 'own rows'}
        </span>
      </p>
      <Button kind="quiet" aria-label={`Copy the key to ${kept.title}`} onClick={() => void copy()}>
        {outcome === 'copied' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        {outcome === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <Button
        kind={sure ? 'danger' : 'quiet'}
        aria-label={`Forget the key to ${kept.title}`}
        onBlur={() => setSure(false)}
        onClick={() => (sure ? forgetKey(kept.key) : setSure(true))}
      >
        <X size={16} aria-hidden /> {sure ? 'Really forget' : 'Forget'}
      </Button>
      <p role="status" className="basis-full text-sm text-muted empty:hidden">
        {outcome === 'failed' && 'This browser did not allow copying.'}
        {sure && 'Without a copy of it, nobody but the admin can open what it opens.'}
      </p>
    </li>
  );
}
