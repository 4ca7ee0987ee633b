import { Camera, ChartNoAxesColumn, Images, Lock, ScanFace, UsersRound } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '../components/Button.tsx';
import { CodeForm } from '../join/CodeForm.tsx';
import { HeroDemo } from './HeroDemo.tsx';
import { ModelFacts } from './ModelFacts.tsx';

const STATEMENTS = [
  {
    icon: ScanFace,
    title: 'Live, over your own video',
    text: 'Faces are boxed and labelled many times a second, drawn at display rate over the full-resolution picture.',
  },
  {
    icon: ChartNoAxesColumn,
    title: 'A timeline afterwards',
    text: 'A session that was recorded leaves rows of numbers, never images: to look at, to replay, to export, and to delete.',
  },
  {
    icon: Lock,
    title: 'One server, yours',
    text: 'Page, API and stream come from one process. No account, no third party, and it works without the internet.',
  },
] as const;

const PRIVACY = [
  [
    'Nothing before you agree',
    'No camera, no connection. The server refuses frames without consent.',
  ],
  ['Frames live in memory', 'Each is analyzed, answered and gone. None touches the disk.'],
  [
    'Recording is seen by all',
    'Only a session’s host can switch it on, a sign shows it, and it keeps numbers alone. On your own nothing is recorded.',
  ],
  [
    'Withdrawing deletes',
    'It stops the analysis at once, and what was recorded of you is deleted.',
  ],
] as const;

/** What Emostream is, and the ways in. */
export function HomePage() {
  return (
    <div className="pb-6">
      <section className="grid items-center gap-10 py-8 sm:py-14 lg:grid-cols-[1.05fr_1fr] lg:gap-14">
        <div className="min-w-0">
          <h1 className="text-4xl leading-[1.08] font-bold tracking-tight text-balance sm:text-5xl lg:text-[3.5rem]">
            Expression estimates, live over your video
          </h1>
          <p className="mt-5 max-w-xl text-lg leading-relaxed text-muted">
            Emostream finds the faces in a stream of video and estimates which of seven expressions
            each looks like: yours alone, or of everybody who joins by link. It runs on your own
            machine.
          </p>
          <div className="mt-8 grid max-w-xl grid-cols-[minmax(0,1fr)] gap-5">
            <div className="flex flex-wrap gap-3">
              <Link href="/new/" className={`${buttonClass('primary')} min-h-13 px-6 text-base`}>
                <UsersRound size={20} aria-hidden /> Start a session
              </Link>
              <Link href="/live/" className={`${buttonClass('secondary')} min-h-13 px-6 text-base`}>
                <Camera size={20} aria-hidden /> Try it on your own
              </Link>
            </div>
            <CodeForm />
            <p className="text-[0.95rem] text-muted">
              No camera at hand?{' '}
              <Link
                href="/image/"
                className="inline-flex items-center gap-1.5 rounded font-medium text-text underline underline-offset-4"
              >
                <Images size={16} aria-hidden /> Analyze pictures
              </Link>
            </p>
          </div>
        </div>
        <HeroDemo />
      </section>

      <ul className="grid gap-x-10 gap-y-8 border-t border-line py-10 sm:grid-cols-3 sm:py-14">
        {STATEMENTS.map(({ icon: Icon, title, text }) => (
          <li key={title}>
            <Icon size={22} className="text-accent" aria-hidden />
            <h2 className="mt-3 text-lg font-semibold">{title}</h2>
            <p className="mt-1.5 leading-relaxed text-muted">{text}</p>
          </li>
        ))}
      </ul>

      <div className="grid gap-5 lg:grid-cols-2">
        <section className="rounded-3xl border border-line bg-surface p-6 sm:p-8">
          <h2 className="text-xl font-bold tracking-tight">What happens to your picture</h2>
          <dl className="mt-5 grid gap-x-8 gap-y-5 sm:grid-cols-2">
            {PRIVACY.map(([title, text]) => (
              <div key={title}>
                <dt className="font-semibold">{title}</dt>
                <dd className="mt-1 text-[0.95rem] leading-relaxed text-muted">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
        <ModelFacts />
      </div>
    </div>
  );
}
