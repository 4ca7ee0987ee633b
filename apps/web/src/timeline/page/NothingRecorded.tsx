interface NothingRecordedProps {
  readonly open: boolean;
  /** Whether others may have rows that this key does not open. */
  readonly own: boolean;
}

/** Says why there is nothing to see, and what would change that. */
export function NothingRecorded({ open, own }: NothingRecordedProps) {
  const somebody = own ? 'you' : 'somebody';
  return (
    <section className="mt-6 rounded-3xl border border-dashed border-line px-6 py-14 text-center">
      <h2 className="text-xl font-semibold">
        {own ? 'Nothing of yours was recorded' : 'Nothing was recorded'}
      </h2>
      <p className="mx-auto mt-2 max-w-lg leading-relaxed text-muted text-pretty">
        {open
          ? `The session is open. Rows appear here once the host switches recording on and ${own ? 'you consent and send' : 'somebody who consented sends'} video.`
          : `Recording was never on while ${somebody} sent video, or everything has been deleted since.`}
      </p>
    </section>
  );
}
