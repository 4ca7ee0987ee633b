/** Beside a label that the model is not sure enough of; it leads to what that means. */
export function UncertainMark() {
  return (
    <a
      href="/model/#certainty"
      target="_blank"
      rel="noopener"
      title="What uncertain means (opens beside this page)"
      className="ml-auto rounded-full border border-dashed border-muted px-2.5 py-0.5 text-xs font-medium text-muted hover:border-text hover:text-text"
    >
      uncertain
    </a>
  );
}
