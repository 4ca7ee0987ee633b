'use client';

import type { ModelCard } from '@emostream/protocol';
import { useEffect } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { AccuracySection } from './AccuracySection.tsx';
import { CalibrationSection } from './CalibrationSection.tsx';
import { CertaintySection } from './CertaintySection.tsx';
import { ClassSection } from './ClassSection.tsx';
import { DataSection } from './DataSection.tsx';
import { FailuresSection } from './FailuresSection.tsx';
import { ModelIntro } from './ModelIntro.tsx';
import { RobustnessSection } from './RobustnessSection.tsx';
import { useModelCard } from './useModelCard.ts';

/** The model card: what the estimates are, how often they are right, and where they fail. */
export function ModelPage() {
  const [state, retry] = useModelCard();
  return (
    <div className="py-4 sm:py-8">
      <ModelIntro />
      {state.state === 'loading' && (
        // As high as the window, so that what stands below is not seen to move.
        <p role="status" className="mt-12 min-h-dvh text-muted">
          Asking the server for the model’s figures …
        </p>
      )}
      {state.state === 'failed' && (
        <div className="mt-12 grid min-h-dvh content-start gap-4">
          <Notice tone="danger" title="The model’s figures are not at hand">
            {state.problem.message}
          </Notice>
          <Button className="justify-self-start" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
      {state.state === 'loaded' && <Figures card={state.card} />}
    </div>
  );
}

function Figures({ card }: { readonly card: ModelCard }) {
  const { model, report, reportProblem } = card;
  // The place that the address names has only come now.
  useEffect(() => {
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <div className="mt-12 grid grid-cols-[minmax(0,1fr)] gap-14 sm:mt-16 sm:gap-20">
      <AccuracySection metrics={model.metrics} />
      {reportProblem !== null && (
        <Notice tone="info" title="There is no report of this model">
          {reportProblem}
        </Notice>
      )}
      {report && <ClassSection evaluations={report.evaluations} />}
      <CertaintySection certainty={model.certainty} report={report} />
      {report && <CalibrationSection evaluations={report.evaluations} />}
      {report && <RobustnessSection robustness={report.robustness} />}
      <FailuresSection report={report} />
      <DataSection model={model} />
    </div>
  );
}
