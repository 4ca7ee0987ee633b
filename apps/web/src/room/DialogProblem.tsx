import type { Problem } from '@emostream/protocol';

/** Why what a dialog asked for was not done, in the server's words. */
export function DialogProblem({ problem }: { readonly problem: Problem }) {
  return (
    <p role="alert" className="mt-4 rounded-xl bg-danger-soft p-3 text-sm text-danger">
      {problem.message}
    </p>
  );
}
