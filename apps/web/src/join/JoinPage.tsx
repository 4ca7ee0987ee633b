'use client';

import type { Lobby, Problem } from '@emostream/protocol';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { callApi, problemOf } from '../transport/callApi.ts';
import { CodeForm } from './CodeForm.tsx';
import { LobbyView } from './LobbyView.tsx';
import { lobbyProblem } from './lobbyProblems.ts';
import { sessionCodeIn } from './sessionCodeIn.ts';

type LobbyState =
  | { readonly state: 'loading' }
  | { readonly state: 'open'; readonly lobby: Lobby }
  | { readonly state: 'refused'; readonly problem: Problem };

/** From a code to the lobby of its session. */
export function JoinPage() {
  const asked = useSearchParams().get('code');
  const code = sessionCodeIn(asked ?? '');
  if (code !== null) return <LobbyOf key={code} code={code} />;
  return (
    <section className="mx-auto max-w-md py-10 sm:py-20">
      <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">Join a session</h1>
      <p className="mt-3 mb-8 text-muted sm:text-lg">
        Type the code that the host has given you, or paste the link.
      </p>
      {asked && (
        <p role="alert" className="mb-5 rounded-xl bg-danger-soft p-3 text-sm">
          “{asked.slice(0, 20)}” is not a session code: those have six letters.
        </p>
      )}
      <CodeForm autoFocus />
    </section>
  );
}

function LobbyOf({ code }: { readonly code: string }) {
  const [lobby, setLobby] = useState<LobbyState>({ state: 'loading' });
  const load = useCallback(async () => {
    try {
      const found = await callApi(`/api/sessions/${code}/lobby`, 'lobbySchema');
      setLobby({ state: 'open', lobby: found });
    } catch (error) {
      setLobby({ state: 'refused', problem: problemOf(error) });
    }
  }, [code]);
  useEffect(() => void load(), [load]);

  switch (lobby.state) {
    case 'loading':
      return <p className="py-24 text-center text-muted">Looking for the session …</p>;
    case 'open':
      return <LobbyView lobby={lobby.lobby} onReload={load} />;
    case 'refused': {
      const { title, help, canRetry } = lobbyProblem(lobby.problem);
      return (
        <section className="mx-auto max-w-md py-10 sm:py-20">
          <div role="alert">
            <h1 className="text-3xl font-bold tracking-tight text-balance">{title}</h1>
            <p className="mt-3 text-muted sm:text-lg">{help}</p>
          </div>
          {canRetry && (
            <Button kind="primary" className="mt-6" onClick={() => void load()}>
              Try again
            </Button>
          )}
          <div className="mt-8 border-t border-line pt-6">
            <CodeForm />
          </div>
        </section>
      );
    }
  }
}
