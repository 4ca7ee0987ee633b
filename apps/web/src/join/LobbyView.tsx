'use client';

import type { Join, Lobby, Problem } from '@emostream/protocol';
import { Circle, Clock, Target, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { TextField } from '../components/TextField.tsx';
import { EXCEPTION_WORDS, PURPOSE_WORDS } from '../create/purposeWords.ts';
import { callApi, problemOf } from '../transport/callApi.ts';
import { keepAgreement } from './agreement.ts';
import { ConsentFacts } from './ConsentFacts.tsx';
import { firstWrong } from './firstWrong.ts';
import { KnownSeats } from './KnownSeats.tsx';
import { lobbyProblem } from './lobbyProblems.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { keepSeat } from './seats.ts';

interface LobbyViewProps {
  readonly lobby: Lobby;
  /** Asks the server anew who can still come in. */
  readonly onReload: () => Promise<void>;
}

type JoinRole = Join['role'];

/**
 * What one is told before taking part, and the agreement. Nothing is captured, connected or sent before the
 * person joins.
 */
export function LobbyView({ lobby, onReload }: LobbyViewProps) {
  const router = useRouter();
  const formRef = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<JoinRole>('participant');
  const [name, setName] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const { room, sessionCode, title } = lobby;
  const role = roleWithRoom(chosen, room);
  const needsConsent = role === 'participant';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || role === null) return;
    setTried(true);
    if (name.trim() === '' || (needsConsent && !agreed)) {
      // Once the page shows what is wrong.
      requestAnimationFrame(() => firstWrong(formRef.current)?.focus());
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      const seat = await callApi(`/api/sessions/${sessionCode}/join`, 'keyedSeatSchema', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ role, name: name.trim() } satisfies Join),
      });
      keepSeat(seat, title, Date.now());
      if (needsConsent) keepAgreement(sessionCode);
      router.push(`/room/?code=${sessionCode}`);
    } catch (error) {
      setRefusal(problemOf(error));
      setBusy(false);
      void onReload();
    }
  };

  return (
    <section className="mx-auto max-w-3xl py-4 sm:py-8">
      <p className="text-sm font-semibold text-accent">You are invited to</p>
      <h1 className="mt-1 text-3xl font-bold tracking-tight text-balance break-words sm:text-4xl">
        {title}
      </h1>
      <LobbyFacts lobby={lobby} />
      <KnownSeats code={sessionCode} />
      <form
        ref={formRef}
        noValidate
        onSubmit={(event) => void submit(event)}
        className="mt-8 grid gap-7"
      >
        <RoleChoice role={role} room={room} onRole={setChosen} onRetry={onReload} />
        {role && (
          <>
            <TextField
              label="Your name"
              hint="What the others see you called."
              maxLength={60}
              autoComplete="name"
              value={name}
              problem={tried && name.trim() === '' ? 'Say what you are called.' : null}
              onChange={({ target }) => setName(target.value)}
            />
            {needsConsent && (
              <section
                aria-labelledby="agreement"
                className="rounded-3xl border border-line bg-surface p-5 sm:p-6"
              >
                <h2 id="agreement" className="mb-4 text-xl font-bold tracking-tight">
                  What you agree to
                </h2>
                <ConsentFacts recording={lobby.recording} retentionDays={lobby.retentionDays} />
                <label className="mt-5 flex gap-3 rounded-2xl border border-line p-4 leading-normal has-checked:border-accent has-checked:bg-accent-soft">
                  <input
                    type="checkbox"
                    checked={agreed}
                    aria-invalid={tried && !agreed ? true : undefined}
                    aria-describedby={tried && !agreed ? 'agree-first' : undefined}
                    onChange={({ target }) => setAgreed(target.checked)}
                    className="mt-1 size-4 shrink-0 accent-(--accent)"
                  />
                  I have read this and agree, for myself, of my own free will. Everybody in my
                  picture knows it too.
                </label>
                {tried && !agreed && (
                  <p id="agree-first" role="alert" className="mt-2 text-sm text-danger">
                    Without your agreement you can only watch. Choose “Watch” above for that.
                  </p>
                )}
              </section>
            )}
            {refusal && (
              <Notice tone="danger" title={lobbyProblem(refusal).title}>
                {lobbyProblem(refusal).help}
              </Notice>
            )}
            <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
              <Button
                type="submit"
                kind="primary"
                aria-disabled={busy}
                className="min-h-13 px-6 text-base max-sm:w-full"
              >
                {busy && 'Joining …'}
                {!busy && (needsConsent ? 'Agree and join' : 'Join to watch')}
              </Button>
              {needsConsent && (
                <p className="text-sm text-muted">Your camera stays off until you start it.</p>
              )}
            </div>
          </>
        )}
      </form>
    </section>
  );
}

function LobbyFacts({ lobby }: { readonly lobby: Lobby }) {
  const { hostName, purpose, exception, recording, retentionDays } = lobby;
  const ground = exception && EXCEPTION_WORDS[exception.ground].title.toLowerCase();
  const days = retentionDays === 1 ? 'one day' : `${retentionDays} days`;
  const facts = [
    { icon: UserRound, name: 'Host', text: hostName },
    {
      icon: Target,
      name: 'Purpose',
      text: PURPOSE_WORDS[purpose].title + (ground ? `, for ${ground} (attested by the host)` : ''),
    },
    {
      icon: Circle,
      name: 'Recording',
      text: recording ? 'On: rows of numbers, no images' : 'Off at the moment',
    },
    { icon: Clock, name: 'Kept', text: `Rows are deleted ${days} after the end` },
  ];
  return (
    <dl className="mt-5 grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {facts.map(({ icon: Icon, name, text }) => (
        <div key={name} className="grid grid-cols-[auto_1fr] gap-x-3">
          <Icon
            size={18}
            aria-hidden
            className={`mt-0.5 ${name === 'Recording' && recording ? 'fill-current text-danger' : 'text-muted'}`}
          />
          <div>
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-medium break-words">{text}</dd>
          </div>
        </div>
      ))}
    </dl>
  );
}

/** The chosen role where there is room for it, else the other one; null where the session is full. */
function roleWithRoom(chosen: JoinRole, room: Lobby['room']): JoinRole | null {
  if (room[chosen]) return chosen;
  const other = chosen === 'participant' ? 'viewer' : 'participant';
  return room[other] ? other : null;
}
