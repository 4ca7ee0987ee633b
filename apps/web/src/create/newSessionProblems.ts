import { REFUSED_PURPOSES } from '@emostream/protocol';
import type { PurposeAnswer } from './PurposeChoice.tsx';

/** What is in the form. */
export interface NewSessionForm extends PurposeAnswer {
  readonly title: string;
  readonly name: string;
  /** As typed; empty for the server's own. */
  readonly retentionDays: string;
}

/** What is still missing or wrong, by field, in sentences. */
export interface NewSessionProblems {
  readonly title?: string;
  readonly name?: string;
  readonly purpose?: string;
  readonly retentionDays?: string;
}

const MOST_DAYS = 3650;

/** Why the form cannot be sent; without any entry it can. */
export function newSessionProblems(form: NewSessionForm): NewSessionProblems {
  const days = form.retentionDays.trim();
  const countsDays = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= MOST_DAYS;
  const purpose = purposeProblem(form);
  return {
    ...(form.title.trim() === '' && {
      title: 'Give it a title, so that people know what they join.',
    }),
    ...(form.name.trim() === '' && { name: 'Say what you are called.' }),
    ...(purpose && { purpose }),
    ...(days !== '' &&
      !countsDays && {
        retentionDays: `A whole number of days from 1 to ${MOST_DAYS}, or nothing.`,
      }),
  };
}

function purposeProblem({ purpose, ground, attested }: PurposeAnswer): string | null {
  if (purpose === null) return 'Choose what the session is for.';
  if (!REFUSED_PURPOSES.includes(purpose)) return null;
  if (ground === null) return 'This purpose is refused. Choose another one, or a ground below.';
  return attested ? null : 'Attest to the ground below, or choose another purpose.';
}
