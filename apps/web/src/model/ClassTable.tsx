import { EMOTIONS, type ModelReport } from '@emostream/protocol';
import { EmotionIcon } from '../components/EmotionIcon.tsx';
import { formatNumber } from '../components/formatNumber.ts';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { percent } from './percent.ts';

interface ClassTableProps {
  /** Of the labels. */
  readonly name: string;
  readonly evaluation: ModelReport['evaluations'][string];
}

/** Precision and recall of each class, as numbers and as bars. */
export function ClassTable({ name, evaluation }: ClassTableProps) {
  return (
    <div className="rounded-3xl border border-line bg-surface p-4 sm:p-6">
      <table className="w-full text-sm tabular-nums">
        <caption className="pb-3 text-left text-base font-semibold">
          Precision and recall <span className="font-normal text-muted">· {name}</span>
        </caption>
        <thead>
          <tr className="text-left text-muted">
            <th scope="col" className="pb-2 font-normal">
              Class
            </th>
            <th scope="col" className="w-[23%] pr-3 sm:w-[26%] pb-2 font-normal">
              Precision
            </th>
            <th scope="col" className="w-[23%] pr-3 sm:w-[26%] pb-2 font-normal">
              Recall
            </th>
            <th scope="col" className="pb-2 text-right font-normal max-sm:sr-only">
              F1
            </th>
            <th scope="col" className="pb-2 pl-2 text-right font-normal">
              Pictures
            </th>
          </tr>
        </thead>
        <tbody>
          {EMOTIONS.map((emotion) => {
            const { precision, recall, f1, count } = evaluation.perClass[emotion];
            const { label, pageColor } = EMOTION_STYLE[emotion];
            return (
              <tr key={emotion} className="border-t border-line">
                <th scope="row" className="py-2.5 pr-2 text-left font-medium">
                  <span className="flex items-center gap-1.5 sm:gap-2">
                    <EmotionIcon emotion={emotion} />
                    {label}
                  </span>
                </th>
                <Bar share={precision} color={pageColor} />
                <Bar share={recall} color={pageColor} />
                <td className="py-2.5 text-right max-sm:sr-only">{f1.toFixed(2)}</td>
                <td className="py-2.5 pl-2 text-right text-muted">{formatNumber(count)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ share, color }: { readonly share: number; readonly color: string }) {
  return (
    <td className="py-2.5 pr-3">
      <span className="block font-medium">{percent(share)}</span>
      <span aria-hidden className="mt-1 block h-1.5 overflow-hidden rounded-full bg-raised">
        <span
          className="block h-full rounded-full"
          style={{ width: `${100 * share}%`, background: color }}
        />
      </span>
    </td>
  );
}
