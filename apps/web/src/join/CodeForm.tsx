'use client';

import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { sessionCodeIn } from './sessionCodeIn.ts';

/** A field for a code or a link, which leads to the session's lobby. */
export function CodeForm({ autoFocus = false }: { readonly autoFocus?: boolean }) {
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = sessionCodeIn(text);
    setWrong(code === null);
    if (code !== null) router.push(`/join/?code=${code}`);
  };
  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={id} className="font-semibold">
        Session code
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id={id}
          // biome-ignore lint/a11y/noAutofocus: on the page that is about this field alone
          autoFocus={autoFocus}
          value={text}
          placeholder="BCD FGH"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={({ target }) => {
            setText(target.value);
            setWrong(false);
          }}
          className="min-h-12 min-w-0 flex-1 rounded-xl border border-line bg-surface px-3.5 font-mono text-lg tracking-[0.12em] uppercase placeholder:text-muted/50 aria-invalid:border-danger"
        />
        <Button type="submit" className="min-h-12">
          Join <ArrowRight size={18} aria-hidden />
        </Button>
      </div>
      {wrong && (
        <p id={`${id}-wrong`} role="alert" className="mt-1.5 text-sm text-danger">
          A code has six letters, like BCD FGH. Its link works here too.
        </p>
      )}
    </form>
  );
}
