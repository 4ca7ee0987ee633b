import type { ModelReport } from '@emostream/protocol';
import { formatNumber } from '../components/formatNumber.ts';
import { Numbers } from './Numbers.tsx';
import { percent } from './percent.ts';
import { RobustnessPlot } from './RobustnessPlot.tsx';
import { CHANGE_WORDS, type Change, levelsOf, worstOf } from './robustnessWords.ts';
import { Section } from './Section.tsx';

interface RobustnessSectionProps {
  readonly robustness: ModelReport['robustness'];
}

/** How much worse it gets on worse pictures. */
export function RobustnessSection({ robustness }: RobustnessSectionProps) {
  const { images, accuracy, changes } = robustness;
  return (
    <Section
      id="robustness"
      title="On worse pictures"
      lead={`${formatNumber(images)} validation pictures, made worse in six ways, one at a time. The dashed line is their accuracy as they are, ${percent(accuracy)} by their own labels.`}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {changes.map((change) => (
          <ChangeFigure key={change.change} change={change} asTheyAre={accuracy} />
        ))}
      </div>
    </Section>
  );
}

function ChangeFigure({
  change,
  asTheyAre,
}: {
  readonly change: Change;
  readonly asTheyAre: number;
}) {
  const { title, unit, level: levelWords } = CHANGE_WORDS[change.change];
  const levels = levelsOf(change);
  const worst = worstOf(change, asTheyAre);
  return (
    <figure className="rounded-3xl border border-line bg-surface p-4 sm:p-5">
      <figcaption>
        <h3 className="font-semibold">{title}</h3>
        <p className="text-sm text-muted">
          {worst
            ? `${worst.points.toFixed(0)} ${worst.points.toFixed(0) === '1' ? 'point' : 'points'} lost at ${levelWords(worst.level)}`
            : 'Nothing is lost'}
        </p>
      </figcaption>
      <RobustnessPlot
        points={levels.map(({ level, accuracy }) => ({ name: levelWords(level), accuracy }))}
        asTheyAre={asTheyAre}
        unit={unit}
        label={`Accuracy over ${title.toLowerCase()}`}
      />
      <Numbers
        of={`the accuracy over ${title.toLowerCase()}`}
        columns={[title, 'Accuracy']}
        rows={levels.map(({ level, accuracy }) => [levelWords(level), percent(accuracy)])}
      />
    </figure>
  );
}
