'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { problemOf } from '../transport/callApi.ts';
import { openPastedKey } from './openPastedKey.ts';
import { readPastedKey } from './readPastedKey.ts';

interface AddKeyFormProps {
  /** After a key or token has been found to open something. */
  readonly onAdded: () => void;
}

type Outcome = { readonly good: boolean; readonly words: string };

/** Takes a key or an admin token that somebody pastes, and tries it before it is kept. */
export function AddKeyForm({ onAdded }: AddKeyFormProps) {
  const fieldId = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const pasted = readPastedKey(text);
    if (!pasted || busy) return;
    setBusy(true);
    try {
      const { title, kept } = await openPastedKey(pasted, Date.now());
      const opened = title === null ? 'This opens every session here.' : `This opens “${title}”.`;
      const until = kept ? '' : ' This browser stores nothing, so it is gone with this page.';
      setOutcome({ good: true, words: opened + until });
      setText('');
      onAdded();
    } catch (error) {
      setOutcome({ good: false, words: problemOf(error).message });
    }
    setBusy(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <label htmlFor={fieldId} className="font-medium">
        Host key, your own key, or admin token
      </label>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <input
          id={fieldId}
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="CODE.….…"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-h-11 min-w-0 flex-[1_1_14rem] rounded-xl border border-line bg-page px-3.5 font-mono text-sm"
        />
        <Button type="submit" aria-disabled={busy}>
          {busy ? 'Trying …' : 'Add'}
        </Button>
      </div>
      <p
        role="status"
        className={`mt-2 text-sm ${outcome?.good === false ? 'text-danger' : 'text-muted'}`}
      >
        {outcome?.words ??
          'A key stays in this browser until you forget it; an admin token until this tab is closed.'}
      </p>
    </form>
  );
}
