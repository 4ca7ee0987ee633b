'use client';

import type { KeyedSeat, Problem } from '@emostream/protocol';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { TextField } from '../components/TextField.tsx';
import { firstWrong } from '../join/firstWrong.ts';
import { keepSeat } from '../join/seats.ts';
import { callApi, problemOf } from '../transport/callApi.ts';
import { type NewSessionForm, newSessionProblems } from './newSessionProblems.ts';
import { PurposeChoice } from './PurposeChoice.tsx';

const EMPTY: NewSessionForm = {
  title: '',
  name: '',
  retentionDays: '',
  purpose: null,
  ground: null,
  attested: false,
};

/** The form that opens a session, of which one is then the host. */
export function CreatePage() {
  const router = useRouter();
  const formRef = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const problems = tried ? newSessionProblems(form) : {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (Object.keys(newSessionProblems(form)).length > 0) {
      // The first field that is wrong, once the page shows which they are.
      requestAnimationFrame(() => firstWrong(formRef.current)?.focus());
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      const seat = await openSession(form);
      keepSeat(seat, form.title.trim(), Date.now());
      router.push(`/room/?code=${seat.sessionCode}`);
    } catch (error) {
      setRefusal(problemOf(error));
      setBusy(false);
    }
  };

  return (
    <section className="mx-auto max-w-2xl py-4 sm:py-10">
      <h1 className="text-3xl font-bold tracking-tight text-balance sm:text-4xl">
        Start a session
      </h1>
      <p className="mt-3 text-muted text-balance sm:text-lg">
        You get a link to share. Others join from their browsers, and each agrees before their
        camera starts.
      </p>
      <form
        ref={formRef}
        noValidate
        onSubmit={(event) => void submit(event)}
        className="mt-8 grid gap-7"
      >
        <TextField
          label="Title"
          hint="Everybody who joins sees it."
          maxLength={120}
          autoComplete="off"
          value={form.title}
          problem={problems.title}
          onChange={({ target }) => setForm({ ...form, title: target.value })}
        />
        <TextField
          label="Your name"
          hint="What the others see you called."
          maxLength={60}
          autoComplete="name"
          value={form.name}
          problem={problems.name}
          onChange={({ target }) => setForm({ ...form, name: target.value })}
        />
        <PurposeChoice
          answer={form}
          problem={problems.purpose ?? null}
          onAnswer={(answer) => setForm({ ...form, ...answer })}
        />
        <TextField
          label="Days to keep what is recorded"
          hint="Counted from the session’s end; then it is deleted. Empty: as this server has it. Nothing is recorded until you switch it on, and never an image."
          inputMode="numeric"
          autoComplete="off"
          value={form.retentionDays}
          problem={problems.retentionDays}
          onChange={({ target }) => setForm({ ...form, retentionDays: target.value })}
        />
        {refusal && (
          <Notice tone="danger" title="The session was not opened">
            {refusal.message}
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <Button
            type="submit"
            kind="primary"
            aria-disabled={busy}
            className="min-h-13 px-6 text-base max-sm:w-full"
          >
            {busy ? 'Opening …' : 'Open the session'}
          </Button>
          <p className="text-sm text-muted">Your own camera stays off unless you start it.</p>
        </div>
      </form>
    </section>
  );
}

function openSession(form: NewSessionForm): Promise<KeyedSeat> {
  const { title, name, purpose, ground, retentionDays } = form;
  return callApi('/api/sessions', 'keyedSeatSchema', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      title: title.trim(),
      name: name.trim(),
      purpose,
      ...(ground && { exception: { ground, attested: true } }),
      ...(retentionDays.trim() !== '' && { retentionDays: Number(retentionDays) }),
    }),
  });
}
