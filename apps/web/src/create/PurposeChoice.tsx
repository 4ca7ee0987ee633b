'use client';

import { EXCEPTIONS, PURPOSES, type Purpose, REFUSED_PURPOSES } from '@emostream/protocol';
import { ShieldAlert } from 'lucide-react';
import { useId } from 'react';
import { EXCEPTION_WORDS, PURPOSE_WORDS } from './purposeWords.ts';

export type Ground = (typeof EXCEPTIONS)[number];

/** What was chosen so far. */
export interface PurposeAnswer {
  readonly purpose: Purpose | null;
  /** On what grounds a refused purpose is open after all; null for none. */
  readonly ground: Ground | null;
  /** Whether the person attests to that. */
  readonly attested: boolean;
}

interface PurposeChoiceProps {
  readonly answer: PurposeAnswer;
  readonly onAnswer: (answer: PurposeAnswer) => void;
  /** Why the form cannot be sent yet; null while there is nothing to say. */
  readonly problem: string | null;
}

const CARD =
  'grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-2xl border border-line bg-surface p-4 hover:bg-raised has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent';
const DOT = 'mt-1 size-4 accent-(--accent) outline-none';

/** What the session is for: a required choice, of which some are refused but on two grounds. */
export function PurposeChoice({ answer, onAnswer, problem }: PurposeChoiceProps) {
  const name = useId();
  const problemId = useId();
  const refused = answer.purpose !== null && REFUSED_PURPOSES.includes(answer.purpose);
  return (
    <fieldset aria-describedby={problem ? problemId : undefined}>
      <legend className="font-semibold">What is it for?</legend>
      <div className="mt-2 grid gap-2.5 sm:grid-cols-2">
        {PURPOSES.map((purpose) => (
          <label
            key={purpose}
            className={`${CARD} ${purpose === 'personal' ? 'sm:col-span-2' : ''}`}
          >
            <input
              type="radio"
              name={name}
              required
              value={purpose}
              checked={answer.purpose === purpose}
              onChange={() => onAnswer({ purpose, ground: null, attested: false })}
              className={DOT}
            />
            <span>
              <span className="font-medium">{PURPOSE_WORDS[purpose].title}</span>
              <span className="mt-0.5 block text-sm leading-snug text-muted">
                {PURPOSE_WORDS[purpose].text}
              </span>
            </span>
          </label>
        ))}
      </div>
      {problem && (
        <p id={problemId} role="alert" className="mt-2 text-sm text-danger">
          {problem}
        </p>
      )}
      {refused && <Refused answer={answer} onAnswer={onAnswer} />}
    </fieldset>
  );
}

function Refused({ answer, onAnswer }: Omit<PurposeChoiceProps, 'problem'>) {
  const name = useId();
  return (
    <div
      aria-live="polite"
      className="mt-3 rounded-2xl border border-danger/40 bg-danger-soft p-4 sm:p-5"
    >
      <p className="flex gap-3 font-semibold">
        <ShieldAlert size={20} className="mt-0.5 shrink-0 text-danger" aria-hidden />
        This is refused
      </p>
      <p className="mt-1.5 text-[0.95rem] leading-normal">
        Inferring emotions of people at work or in education is prohibited in the European Union,
        because they can hardly refuse and the estimates are too often wrong (Article 5(1)(f) of
        Regulation (EU) 2024/1689). The law leaves room for medical or safety reasons alone.
      </p>
      <fieldset className="mt-4">
        <legend className="text-sm font-semibold">Is it for one of these?</legend>
        <div className="mt-2 grid gap-2.5 sm:grid-cols-2">
          {EXCEPTIONS.map((ground) => (
            <label key={ground} className={CARD}>
              <input
                type="radio"
                name={name}
                value={ground}
                checked={answer.ground === ground}
                onChange={() => onAnswer({ ...answer, ground, attested: false })}
                className={DOT}
              />
              <span>
                <span className="font-medium">{EXCEPTION_WORDS[ground].title}</span>
                <span className="mt-0.5 block text-sm leading-snug text-muted">
                  {EXCEPTION_WORDS[ground].text}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {answer.ground && (
        <label className="mt-4 flex gap-3 text-[0.95rem] leading-normal">
          <input
            type="checkbox"
            checked={answer.attested}
            onChange={({ target }) => onAnswer({ ...answer, attested: target.checked })}
            className="mt-1 size-4 shrink-0 accent-(--accent)"
          />
          I attest that this session is for {EXCEPTION_WORDS[answer.ground].title.toLowerCase()} and
          for nothing else. This is kept with the session.
        </label>
      )}
    </div>
  );
}
