import type { FaceQuality } from '@emostream/protocol';

interface UncertainMarkProps {
  /** Of the face: what makes it hard to read, if anything does. */
  readonly quality: FaceQuality;
}

/** Beside a label that is not to be relied on, and why; it leads to what that means. */
export function UncertainMark({ quality }: UncertainMarkProps) {
  return (
    <a
      href="/model/#certainty"
      target="_blank"
      rel="noopener"
      title="What uncertain means (opens beside this page)"
      className="ml-auto rounded-full border border-dashed border-muted px-2.5 py-0.5 text-xs font-medium whitespace-nowrap text-muted hover:border-text hover:text-text"
    >
      uncertain{quality !== 'good' && ` · ${quality}`}
    </a>
  );
}
