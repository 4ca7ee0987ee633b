import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '../components/Button.tsx';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <section className="py-24 text-center sm:py-32">
      <p className="font-semibold text-accent tabular-nums">404</p>
      <h1 className="mt-2 text-3xl font-bold tracking-tight text-balance sm:text-4xl">
        There is no such page
      </h1>
      <p className="mt-3 text-lg text-muted">It may have moved, or it never was.</p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <Link href="/" className={buttonClass('primary')}>
          To the start
        </Link>
        <Link href="/live/" className={buttonClass('secondary')}>
          Go live
        </Link>
      </div>
    </section>
  );
}
