import type { ModelReport } from '@emostream/protocol';
import { useState } from 'react';
import { Segmented } from '../components/Segmented.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import { evaluationWords } from './evaluationWords.ts';
import { Section } from './Section.tsx';

interface ClassSectionProps {
  readonly evaluations: ModelReport['evaluations'];
}

/** The seven classes one by one, and what is taken for what, by one set of labels at a time. */
export function ClassSection({ evaluations }: ClassSectionProps) {
  const keys = Object.keys(evaluations);
  const [chosen, setChosen] = useState(keys[0] ?? '');
  const evaluation = evaluations[chosen];
  if (!evaluation) return null;
  const { name } = evaluationWords(chosen);
  return (
    <Section
      id="classes"
      title="Class by class"
      lead="Precision: of what is given a label, how much has it. Recall: of what has a label, how much is given it."
    >
      {keys.length > 1 && (
        <div className="mb-5 flex">
          <Segmented
            label="By which labels"
            choices={keys.map((value) => ({ value, label: evaluationWords(value).name }))}
            value={chosen}
            onChange={setChosen}
          />
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <ClassTable name={name} evaluation={evaluation} />
        <ConfusionTable name={name} confusion={evaluation.confusion} />
      </div>
    </Section>
  );
}
