import { EMOTIONS, type ParticipantSummary } from '@emostream/protocol';
import { EmotionIcon } from '../../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import { lengthWords } from '../../sessions/sessionWords.ts';
import { percentWords } from './ShareBars.tsx';

interface ComparisonTableProps {
  readonly participants: readonly ParticipantSummary[];
}

/** The participants side by side, number by number. */
export function ComparisonTable({ participants }: ComparisonTableProps) {
  const figures = [
    { name: 'Labelled time', of: (one: ParticipantSummary) => lengthWords(one.labelledMs) },
    { name: 'Changes of label', of: (one: ParticipantSummary) => one.changes.toLocaleString('en') },
    {
      name: 'Uncertain',
      of: (one: ParticipantSummary) =>
        one.faces === 0 ? '–' : percentWords(one.uncertainFaces / one.faces),
    },
  ];
  return (
    <section
      data-scrolls
      aria-label="Comparison of participants"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-2xl border border-line bg-surface"
    >
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">Share of labelled time per emotion and participant</caption>
        <thead>
          <tr className="border-b border-line">
            <th
              scope="col"
              className="sticky left-0 bg-surface px-4 py-3 text-left font-medium text-muted"
            >
              Share of time
            </th>
            {participants.map(({ participantId, name }) => (
              <th
                key={participantId}
                scope="col"
                className="min-w-32 px-4 py-3 text-left font-semibold wrap-anywhere"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {EMOTIONS.map((emotion, index) => (
            <tr key={emotion} className="border-b border-line/60">
              <th scope="row" className="sticky left-0 bg-surface px-4 py-2 text-left font-normal">
                <span className="flex items-center gap-2">
                  <EmotionIcon emotion={emotion} />
                  {EMOTION_STYLE[emotion].label}
                </span>
              </th>
              {participants.map(({ participantId, shares, labelledMs }) => (
                <td key={participantId} className="px-4 py-2">
                  {labelledMs === 0 ? (
                    '–'
                  ) : (
                    <span className="flex items-center gap-2.5">
                      <span className="w-12 text-right">{percentWords(shares[index] ?? 0)}</span>
                      <span aria-hidden className="h-2 min-w-10 flex-1 rounded-full bg-raised">
                        <span
                          className="block h-full rounded-full"
                          style={{
                            width: `${100 * (shares[index] ?? 0)}%`,
                            background: EMOTION_STYLE[emotion].pageColor,
                          }}
                        />
                      </span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
          {figures.map(({ name, of }) => (
            <tr key={name} className="not-last:border-b border-line/60">
              <th
                scope="row"
                className="sticky left-0 bg-surface px-4 py-2 text-left font-normal text-muted"
              >
                {name}
              </th>
              {participants.map((participant) => (
                <td key={participant.participantId} className="px-4 py-2">
                  <span className="inline-block w-12 text-right whitespace-nowrap">
                    {of(participant)}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
