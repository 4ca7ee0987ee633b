import type { ModelReport } from '@emostream/protocol';
import { formatNumber } from '../components/formatNumber.ts';
import { CalibrationPlot } from './CalibrationPlot.tsx';
import { evaluationWords } from './evaluationWords.ts';
import { Numbers } from './Numbers.tsx';
import { percent } from './percent.ts';
import { Section } from './Section.tsx';

interface CalibrationSectionProps {
  readonly evaluations: ModelReport['evaluations'];
}

/** Whether the probabilities mean what they say. */
export function CalibrationSection({ evaluations }: CalibrationSectionProps) {
  return (
    <Section
      id="calibration"
      title="Whether the percentages hold"
      lead="Of the labels given with 70 %, 70 % should be right: on the dashed line. Above it the model is better than it says, below it it claims too much. Large dots stand for many pictures, hollow ones for too few to tell."
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-2">
        {Object.entries(evaluations).map(([key, { ece, calibration }]) => {
          const { name } = evaluationWords(key);
          const bins = calibration.filter(({ count }) => count > 0);
          return (
            <figure key={key} className="rounded-3xl border border-line bg-surface p-4 sm:p-6">
              <figcaption>
                <h3 className="font-semibold">{name}</h3>
                <p className="text-sm text-muted">
                  Off by {percent(ece)} on average (expected calibration error)
                </p>
              </figcaption>
              <CalibrationPlot
                bins={bins}
                label={`Share that is right over the probability given, ${name}`}
              />
              <Numbers
                of={`the calibration by the ${name}`}
                columns={['Probability given', 'Right', 'Pictures']}
                rows={bins.map(({ meanConfidence, accuracy, count }) => [
                  percent(meanConfidence),
                  percent(accuracy),
                  formatNumber(count),
                ])}
              />
            </figure>
          );
        })}
      </div>
    </Section>
  );
}
