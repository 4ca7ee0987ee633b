import type { ModelReport } from '@emostream/protocol';
import { TriangleAlert } from 'lucide-react';
import { evaluationWords } from './evaluationWords.ts';
import { knownFailures } from './knownFailures.ts';
import { Section } from './Section.tsx';

const ALWAYS = [
  'Faces that are turned, dark, blurred, covered or small get worse estimates.',
  'A face at rest is sometimes read as sad. A session can measure a person’s own relaxed face and show values relative to it.',
  'The training pictures are posed and exaggerated more often than faces are in life.',
  'They show few people of some groups. How the error differs by age, skin tone, glasses or culture has not been measured.',
] as const;

interface FailuresSectionProps {
  readonly report: ModelReport | null;
}

/** Where it is known to fail: what the report says, and what holds for all such models. */
export function FailuresSection({ report }: FailuresSectionProps) {
  const sets = report ? Object.entries(report.evaluations) : [];
  return (
    <Section
      id="failures"
      title="Where it fails"
      lead="The most frequent errors on the pictures above, and what every use should reckon with."
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-3">
        {sets.map(([key, evaluation]) => (
          <Failures
            key={key}
            title={`By the ${evaluationWords(key).name}`}
            points={knownFailures(evaluation)}
          />
        ))}
        <Failures title="In general" points={ALWAYS} />
      </div>
    </Section>
  );
}

interface FailuresProps {
  readonly title: string;
  readonly points: readonly string[];
}

function Failures({ title, points }: FailuresProps) {
  return (
    <section className="rounded-3xl border border-line bg-surface p-6">
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-3 grid gap-2.5 text-[0.95rem] leading-relaxed">
        {points.map((point) => (
          <li key={point} className="grid grid-cols-[auto_1fr] gap-3">
            <TriangleAlert size={16} aria-hidden className="mt-1 text-muted" />
            <span className="text-pretty">{point}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
