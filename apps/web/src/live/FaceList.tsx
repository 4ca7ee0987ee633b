import { EMOTIONS, type Face } from '@emostream/protocol';
import { ProbabilityBars } from '../components/ProbabilityBars.tsx';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';

const NOTHING = EMOTIONS.map(() => 0);

/** The seven bars of every face, by the order in which the faces came. */
export function FaceList({ faces }: { readonly faces: readonly Face[] }) {
  const sorted = [...faces].sort((a, b) => a.trackId - b.trackId);
  if (sorted.length === 0)
    return <FaceCard title="No face in the picture" probabilities={NOTHING} />;
  return sorted.map((face, index) => (
    <FaceCard
      key={face.trackId}
      title={sorted.length === 1 ? 'Expression estimate' : `Face ${index + 1}`}
      label={face.uncertain ? 'Uncertain' : EMOTION_STYLE[face.emotion].label}
      probabilities={face.smoothed}
    />
  ));
}

interface FaceCardProps {
  readonly title: string;
  readonly label?: string;
  readonly probabilities: readonly number[];
}

function FaceCard({ title, label, probabilities }: FaceCardProps) {
  return (
    <section className="rounded-2xl border border-line bg-surface p-4">
      <h2 className="mb-3 flex items-baseline justify-between gap-3 font-semibold">
        {title}
        {label && <span className="text-sm font-medium text-muted">{label}</span>}
      </h2>
      <ProbabilityBars probabilities={probabilities} live />
    </section>
  );
}
