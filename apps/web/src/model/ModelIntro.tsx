import { Ban, Check, X } from 'lucide-react';

const IS = [
  'A small neural network that looks at one gray picture of a face, 48 pixels wide.',
  'An estimate of which of seven words people would most likely put under that picture.',
  'Often wrong, and measured here: on every class, by two sets of labels.',
] as const;

const IS_NOT = [
  'A reading of feelings: an expression is poor evidence of what a person feels.',
  'Knowledge of the situation, the voice, the culture or the person.',
  'A fact about anybody. The same face gets other labels in other light.',
] as const;

const NOT_FOR = [
  'judging, hiring, grading or ranking people',
  'diagnosing, treating or policing them',
  'watching people at work or in education, which the European Union forbids (AI Act, article 5) but for medical or safety reasons',
  'anybody who was not asked, or could not say no',
] as const;

/** What the model is and is not, before any figure of it. */
export function ModelIntro() {
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight text-balance sm:text-4xl">
        The model behind the labels
      </h1>
      <p className="mt-3 max-w-prose text-lg leading-relaxed text-muted text-pretty">
        Every label is an expression estimate. This page says what that is worth: how often it is
        right, when it is not, and what it must not be used for.
      </p>
      <div className="mt-8 grid gap-5 lg:grid-cols-3">
        <Points title="What it is" points={IS} icon={<Check size={18} aria-hidden />} />
        <Points title="What it is not" points={IS_NOT} icon={<X size={18} aria-hidden />} />
        <Points
          title="What it must not be used for"
          points={NOT_FOR}
          icon={<Ban size={17} aria-hidden />}
          warns
        />
      </div>
    </>
  );
}

interface PointsProps {
  readonly title: string;
  readonly points: readonly string[];
  readonly icon: React.ReactNode;
  readonly warns?: boolean;
}

function Points({ title, points, icon, warns = false }: PointsProps) {
  return (
    <section
      className={`rounded-3xl border p-6 ${warns ? 'border-danger/40 bg-danger-soft' : 'border-line bg-surface'}`}
    >
      <h2 className="text-lg font-bold tracking-tight">{title}</h2>
      <ul className="mt-3 grid gap-2.5 text-[0.95rem] leading-relaxed">
        {points.map((point) => (
          <li key={point} className="grid grid-cols-[auto_1fr] gap-3">
            <span className={`mt-1 ${warns ? 'text-danger' : 'text-accent'}`}>{icon}</span>
            <span className="text-pretty">{point}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
