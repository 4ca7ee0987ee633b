import type { ModelFacts } from '@emostream/protocol';
import { formatNumber } from '../components/formatNumber.ts';
import { evaluationWords, splitWords } from './evaluationWords.ts';
import { percent } from './percent.ts';
import { Section } from './Section.tsx';

interface AccuracySectionProps {
  readonly metrics: ModelFacts['metrics'];
}

/** How often the labels are right, by each set of labels: the manifest's own figures. */
export function AccuracySection({ metrics }: AccuracySectionProps) {
  const sets = Object.entries(metrics);
  return (
    <Section
      id="accuracy"
      title="How often it is right"
      lead="Measured on pictures that the training never saw, one crop each. People disagree about such labels too, so there is no way to be right always."
    >
      {sets.length === 0 && <p className="text-muted">Nothing was measured of this model.</p>}
      <ul className="grid gap-5 sm:grid-cols-2">
        {sets.map(([key, { count, accuracy, macroF1, ece }]) => {
          const { name, text } = evaluationWords(key);
          return (
            <li key={key} className="flex flex-col rounded-3xl border border-line bg-surface p-6">
              <h3 className="font-semibold">{name}</h3>
              <p className="mt-2 text-5xl font-bold tracking-tight tabular-nums sm:text-6xl">
                {percent(accuracy)}
              </p>
              <p className="mt-3 mb-5 text-[0.95rem] leading-relaxed text-muted text-pretty">
                {formatNumber(count)} {splitWords(key)}. {text}
              </p>
              <dl className="mt-auto grid grid-cols-2 gap-4 border-t border-line pt-4 text-sm">
                <div>
                  <dt className="text-muted">Mean F1 of the classes</dt>
                  <dd className="mt-0.5 text-base font-semibold tabular-nums">
                    {macroF1.toFixed(3)}
                  </dd>
                </div>
                <div>
                  <dt className="text-muted">Calibration error</dt>
                  <dd className="mt-0.5 text-base font-semibold tabular-nums">{percent(ece)}</dd>
                </div>
              </dl>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
