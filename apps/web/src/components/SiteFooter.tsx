import Link from 'next/link';
import { SERVER_URL } from '../transport/serverUrl.ts';

const LINK = 'rounded font-medium underline underline-offset-4 hover:text-text';

export function SiteFooter() {
  return (
    <footer className="mx-auto mt-auto w-full max-w-7xl px-4 pt-16 pb-8 text-sm text-muted sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-10 gap-y-4 border-t border-line pt-6">
        <p className="max-w-2xl leading-relaxed text-pretty">
          Every label is an expression estimate: what a picture of a face looks like to a model. It
          says nothing certain about what a person thinks or wants. Ask people before you point a
          camera at them.
        </p>
        <nav aria-label="About" className="flex flex-wrap gap-x-6 gap-y-3">
          <Link className={LINK} href="/model/">
            The model
          </Link>
          <a className={LINK} href={`${SERVER_URL}/api/docs/`}>
            API documentation
          </a>
        </nav>
      </div>
    </footer>
  );
}
