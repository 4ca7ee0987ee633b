import type { ModelCard, Problem } from '@emostream/protocol';
import { useEffect, useState } from 'react';
import { callApi, problemOf } from '../transport/callApi.ts';

/** How far the model card is. Each state carries only its own fields. */
export type ModelCardState =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly card: ModelCard }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Asks the server for its model's card. @returns where that stands, and how to ask again */
export function useModelCard(): [ModelCardState, () => void] {
  const [state, setState] = useState<ModelCardState>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks anew
  useEffect(() => {
    let current = true;
    setState({ state: 'loading' });
    callApi('/api/model', 'modelCardSchema').then(
      (card) => current && setState({ state: 'loaded', card }),
      (error: unknown) => current && setState({ state: 'failed', problem: problemOf(error) }),
    );
    return () => {
      current = false;
    };
  }, [tries]);
  return [state, () => setTries(tries + 1)];
}
