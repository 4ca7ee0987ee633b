'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { spacedCode } from '../join/spacedCode.ts';
import { InviteQr } from './InviteQr.tsx';
import { isLoopback } from './isLoopback.ts';

const TOLD_MS = 2500;

/**
 * The three ways in: the picture to point a phone at, the link, and the code to type. A page that was opened
 * under this computer's own name has no link that leads other devices here.
 */
export function InvitePanel({ code }: { readonly code: string }) {
  const link = `${location.origin}/j/${code}`;
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const isOnlyHere = isLoopback(location.hostname);
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
      {isOnlyHere ? (
        <p className="rounded-2xl border border-line bg-raised p-4 text-sm leading-relaxed text-pretty sm:w-52">
          <strong className="font-semibold">This link works on this computer alone.</strong> For
          phones and others, start the server with{' '}
          <code className="font-mono whitespace-nowrap">npm start -- --https</code> and open the
          address that it prints.
        </p>
      ) : (
        <InviteQr link={link} code={code} />
      )}
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
