import type { ModelFacts } from '@emostream/protocol';
import type { ReactNode } from 'react';
import { formatNumber } from '../components/formatNumber.ts';
import { Section } from './Section.tsx';

const MILLION = 1_000_000;

interface DataSectionProps {
  readonly model: ModelFacts;
}

/** What it was trained on, what it is made of, and under which terms. */
export function DataSection({ model }: DataSectionProps) {
  return (
    <Section
      id="data"
      title="Training data and licence"
      lead="What this very model was made from. Whoever trains another gets another card."
    >
      <dl className="grid gap-x-10 gap-y-6 rounded-3xl border border-line bg-surface p-6 sm:grid-cols-2 sm:p-8">
        <Fact name="Trained on">{model.trainingData}</Fact>
        <Fact name="The data">
          FER2013 (Goodfellow et al. 2013): pictures found by a web search for words of emotion.
          FER+ (Barsoum et al. 2016): ten votes for each of them. Neither is part of Emostream; each
          has its own terms.
        </Fact>
        <Fact name="Licence">
          The weights that come with Emostream are under the MIT licence, as is its code. They were
          trained from random values by the code in its repository, and derive from the data above.
        </Fact>
        <Fact name="Network">
          <span className="tabular-nums">
            {model.architecture}: {formatNumber(model.parameters / MILLION)} M parameters,{' '}
            {formatNumber(model.multiplyAdds / MILLION)} M multiply-adds a face
          </span>
        </Fact>
        <Fact name="Identity">
          <span className="font-mono text-sm break-all">
            {model.id}, {model.preprocessing}
          </span>
        </Fact>
        <Fact name="Temperature of the probabilities">
          <span className="tabular-nums">{formatNumber(model.temperature)}</span>
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="mt-1 leading-relaxed text-pretty">{children}</dd>
    </div>
  );
}
