import { EMOTIONS } from '@emostream/protocol';
import { EmotionIcon } from '../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';

interface ConfusionTableProps {
  /** Of the labels. */
  readonly name: string;
  /** Rows are labels, columns predictions, both in the order of `EMOTIONS`. */
  readonly confusion: readonly (readonly number[])[];
}

/** What is taken for what: of each label's pictures, the share that was read as each class. */
export function ConfusionTable({ name, confusion }: ConfusionTableProps) {
  return (
    <div className="rounded-3xl border border-line bg-surface p-4 sm:p-6">
      <table className="w-full table-fixed border-separate border-spacing-0.5 text-xs tabular-nums sm:text-sm">
        <caption className="pb-3 text-left text-base font-semibold">
          What is taken for what <span className="font-normal text-muted">· {name}</span>
          <span className="mt-1 block text-sm font-normal text-muted">
            Each row is a label, each column what was read: percent of the row.
          </span>
        </caption>
        <thead>
          <tr>
            <td className="w-8 sm:w-24" />
            {EMOTIONS.map((emotion) => (
              <th key={emotion} scope="col" className="pb-1.5 font-medium">
                <span className="grid justify-items-center gap-1">
                  <EmotionIcon emotion={emotion} />
                  <span className="max-sm:sr-only sm:text-xs">{EMOTION_STYLE[emotion].label}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {EMOTIONS.map((emotion, label) => {
            const row = confusion[label] ?? [];
            const total = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={emotion}>
                <th scope="row" className="font-medium">
                  <span className="flex items-center gap-2">
                    <EmotionIcon emotion={emotion} />
                    <span className="max-sm:sr-only">{EMOTION_STYLE[emotion].label}</span>
                  </span>
                </th>
                {EMOTIONS.map((read, prediction) => (
                  <Cell
                    key={read}
                    count={row[prediction] ?? 0}
                    total={total}
                    right={prediction === label}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly count: number;
  readonly total: number;
  /** Of the diagonal. */
  readonly right: boolean;
}

function Cell({ count, total, right }: CellProps) {
  const share = total > 0 ? count / total : 0;
  return (
    <td
      title={`${count} of ${total}`}
      className={`h-10 rounded-md text-center sm:h-11 ${right ? 'font-semibold' : ''} ${share < 0.005 ? 'text-muted' : ''}`}
      style={{ background: `color-mix(in srgb, var(--heat) ${100 * share}%, var(--raised))` }}
    >
      {Math.round(100 * share)}
    </td>
  );
}
