import Link from 'next/link';
import { buttonClass } from '../components/Button.tsx';

export default function NotFound() {
  return (
    <section className="py-16 text-center">
      <h1 className="text-3xl font-bold tracking-tight">There is no such page</h1>
      <p className="mt-2 text-muted">It may have moved, or never was.</p>
      <Link href="/" className={`${buttonClass('primary')} mt-6`}>
        To the start
      </Link>
    </section>
  );
}
