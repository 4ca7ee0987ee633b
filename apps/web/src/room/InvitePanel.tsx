'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import { Button } from '../components/Button.tsx';
import { spacedCode } from '../join/spacedCode.ts';

const TOLD_MS = 2500;

/** The three ways in: the picture to point a phone at, the link, and the code to type. */
export function InvitePanel({ code }: { readonly code: string }) {
  const link = `${location.origin}/j/${code}`;
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const picture = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(link, { border: 2 }))}`,
    [link],
  );
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    // Browsers give the clipboard to secure pages alone.
    Promise.resolve(navigator.clipboard?.writeText(link) ?? Promise.reject()).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <div className="grid items-center gap-5 sm:grid-cols-[auto_1fr]">
      {/* biome-ignore lint/performance/noImgElement: a picture made here */}
      <img
        src={picture}
        alt={`QR code of the link to join session ${spacedCode(code)}`}
        className="mx-auto size-44 rounded-2xl bg-white p-1.5 ring-1 ring-line"
      />
      <div className="grid min-w-0 gap-4">
        <div>
          <p className="text-sm text-muted">Code</p>
          <p className="font-mono text-2xl font-semibold tracking-[0.12em]" translate="no">
            {spacedCode(code)}
          </p>
        </div>
        <div>
          <label htmlFor="invite-link" className="text-sm text-muted">
            Link
          </label>
          <input
            id="invite-link"
            readOnly
            value={link}
            onFocus={({ currentTarget }) => currentTarget.select()}
            className="mt-1 min-h-11 w-full rounded-xl border border-line bg-page px-3 font-mono text-sm"
          />
        </div>
        <Button onClick={() => void copy()}>
          {copied === 'yes' ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
          <span aria-live="polite">
            {copied === 'yes' && 'Copied'}
            {copied === 'no' && 'Not allowed here: copy it from the field'}
            {copied === null && 'Copy link'}
          </span>
        </Button>
      </div>
    </div>
  );
}
