import type { Certainty, ModelReport } from '@emostream/protocol';
import { evaluationWords } from './evaluationWords.ts';
import { percent } from './percent.ts';
import { Section } from './Section.tsx';

interface CertaintySectionProps {
  readonly certainty: Certainty;
  readonly report: ModelReport | null;
}

/** From when on a label is shown as certain, and what that is worth. */
export function CertaintySection({ certainty, report }: CertaintySectionProps) {
  const { minProbability, chosenOn } = certainty;
  const sets = report ? Object.entries(report.evaluations) : [];
  return (
    <Section
      id="certainty"
      title="When it says “uncertain”"
      lead={
        <>
          A label is shown as certain from a probability of{' '}
          <strong className="font-semibold text-text">{percent(minProbability, 0)}</strong> on
          {chosenOn !== null && <>, chosen by the {evaluationWords(chosenOn).name}</>}. Below that,
          and where the face is small, dark, blurred or turned away, it is “uncertain”: the box is
          dashed, and the estimate is not one to rely on.
        </>
      }
    >
      <ul className="grid gap-5 sm:grid-cols-2">
        {sets.map(([key, { certain, accuracy }]) => (
          <li key={key} className="rounded-3xl border border-line bg-surface p-6">
            <h3 className="font-semibold">{evaluationWords(key).name}</h3>
            <div aria-hidden className="mt-4 flex h-8 gap-1">
              <span
                className="rounded-l-lg bg-accent"
                style={{ width: `${100 * certain.share * certain.precision}%` }}
              />
              <span
                className="bg-danger"
                style={{ width: `${100 * certain.share * (1 - certain.precision)}%` }}
              />
              <span className="flex-1 rounded-r-lg border border-dashed border-muted" />
            </div>
            <dl className="mt-4 grid gap-2 text-[0.95rem] tabular-nums">
              <Share swatch="bg-accent" name="Certain, and right">
                {percent(certain.share * certain.precision)}
              </Share>
              <Share swatch="bg-danger" name="Certain, and wrong">
                {percent(certain.share * (1 - certain.precision))}
              </Share>
              <Share swatch="border border-dashed border-muted" name="Uncertain">
                {percent(1 - certain.share)}
              </Share>
            </dl>
            <p className="mt-4 border-t border-line pt-4 leading-relaxed text-muted">
              What is shown as certain is right{' '}
              <strong className="font-semibold text-text">{percent(certain.precision)}</strong> of
              the time; all labels together, {percent(accuracy)}.
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ShareProps {
  readonly swatch: string;
  readonly name: string;
  readonly children: string;
}

function Share({ swatch, name, children }: ShareProps) {
  return (
    <div className="flex items-center gap-2.5">
      <dt className="flex items-center gap-2.5">
        <span aria-hidden className={`size-3.5 shrink-0 rounded ${swatch}`} />
        {name}
      </dt>
      <dd className="ml-auto font-semibold">{children}</dd>
    </div>
  );
}
