import { SERVER_URL } from '../transport/serverUrl.ts';

export function SiteFooter() {
  return (
    <footer className="mx-auto mt-auto w-full max-w-7xl px-4 pt-16 pb-8 text-sm text-muted sm:px-6">
      <p className="border-t border-line pt-6 leading-relaxed text-balance">
        Every label is an expression estimate: what a picture of a face looks like to a model. It
        says nothing certain about what a person thinks or wants. Ask people before you point a
        camera at them.{' '}
        <a
          className="underline underline-offset-2 hover:text-text"
          href={`${SERVER_URL}/api/docs/`}
        >
          API
        </a>
      </p>
    </footer>
  );
}
