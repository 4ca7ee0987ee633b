import { Camera, EyeOff, MessageCircleQuestion, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../components/Button.tsx';

const FACTS = [
  {
    icon: Camera,
    title: 'What happens',
    text: 'Pictures from your camera go to this server, many each second. It finds faces and estimates which of seven expressions each looks like.',
  },
  {
    icon: EyeOff,
    title: 'What stays',
    text: 'Nothing. Pictures are held in memory for the moment of their analysis and then gone. Nothing is recorded.',
  },
  {
    icon: MessageCircleQuestion,
    title: 'What it means',
    text: 'An expression estimate says what a face looks like to a model. It is often wrong, and it is not what a person feels.',
  },
  {
    icon: Undo2,
    title: 'You can stop',
    text: 'Stop at any time. The server analyzes nothing before you agree, and nothing after you stop.',
  },
] as const;

interface ExplainerProps {
  /** The person comes back from the video, so the keyboard and the screen reader begin here again. */
  readonly returning: boolean;
  readonly onAgree: () => void;
}

/** What the person agrees to, before anything is captured, connected or sent. */
export function Explainer({ returning, onAgree }: ExplainerProps) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (returning) headingRef.current?.focus();
  }, [returning]);
  return (
    <section className="mx-auto max-w-3xl py-4 sm:py-10">
      <h1
        ref={headingRef}
        tabIndex={-1}
        className="outline-none text-3xl font-bold tracking-tight text-balance sm:text-4xl"
      >
        Expression estimates over your own video
      </h1>
      <p className="mt-3 max-w-prose text-balance text-muted sm:text-lg">
        Before the camera starts, here is what it does. Everybody in the picture should know it too.
      </p>
      <ul className="mt-6 grid gap-4 max-sm:gap-0 max-sm:divide-y max-sm:divide-line max-sm:rounded-2xl max-sm:border max-sm:border-line max-sm:bg-surface sm:mt-8 sm:grid-cols-2">
        {FACTS.map(({ icon: Icon, title, text }) => (
          <li
            key={title}
            className="grid grid-cols-[auto_1fr] gap-x-3.5 p-4 sm:rounded-2xl sm:border sm:border-line sm:bg-surface sm:p-5"
          >
            <Icon size={20} className="mt-0.5 text-accent" aria-hidden />
            <div>
              <h2 className="font-semibold">{title}</h2>
              <p className="mt-1 text-[0.95rem] leading-normal text-muted sm:leading-relaxed">
                {text}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 sm:mt-8">
        <Button kind="primary" className="min-w-36 max-sm:w-full" onClick={onAgree}>
          I agree
        </Button>
        <p className="text-sm text-muted">Your camera stays off until you start it.</p>
      </div>
    </section>
  );
}
