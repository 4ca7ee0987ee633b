import { CONSENT_VERSION } from '@emostream/protocol';
import { Camera, Database, MessageCircleQuestion, Undo2 } from 'lucide-react';

interface ConsentFactsProps {
  /** Whether it is recorded at this moment. */
  readonly recording: boolean;
  /** Null where it is not known here. */
  readonly retentionDays: number | null;
}

/** What a participant agrees to. Its wording changes together with `CONSENT_VERSION`. */
export function ConsentFacts({ recording, retentionDays }: ConsentFactsProps) {
  const kept =
    retentionDays === null
      ? 'until the session is deleted'
      : `and deleted ${retentionDays === 1 ? 'one day' : `${retentionDays} days`} after the session ends`;
  const facts = [
    {
      icon: Camera,
      title: 'What happens',
      text: 'Pictures from your camera go to this server, many each second. It finds faces, estimates which of seven expressions each looks like, and shows picture and estimate to everybody in the session.',
    },
    {
      icon: Database,
      title: 'What stays',
      text: `${recording ? 'This session is being recorded.' : 'The host can switch recording on and off; a sign shows it.'} Recorded are rows of numbers: times, places of faces, estimates. They are kept ${kept}. Images are never kept.`,
    },
    {
      icon: MessageCircleQuestion,
      title: 'What it means',
      text: 'An expression estimate says what a face looks like to a model. It is often wrong, and it is not what a person feels.',
    },
    {
      icon: Undo2,
      title: 'You can stop',
      text: 'Stop your camera or leave at any time. If you withdraw your agreement, the analysis ends at once and the rows recorded of you are deleted.',
    },
  ];
  return (
    <div>
      <ul className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {facts.map(({ icon: Icon, title, text }) => (
          <li key={title} className="grid grid-cols-[auto_1fr] content-start gap-x-3">
            <Icon size={19} className="mt-0.5 text-accent" aria-hidden />
            <div>
              <h3 className="font-semibold">{title}</h3>
              <p className="mt-0.5 text-[0.95rem] leading-normal text-muted">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-xs text-muted">Text of the agreement: version {CONSENT_VERSION}</p>
    </div>
  );
}
