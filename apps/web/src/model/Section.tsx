import type { ReactNode } from 'react';

interface SectionProps {
  /** Its place in the page's address. */
  readonly id: string;
  readonly title: string;
  /** What one sees here, in a sentence or two. */
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** One part of the model card. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-6">
      <h2
        id={`${id}-title`}
        className="text-2xl font-bold tracking-tight text-balance sm:text-[1.7rem]"
      >
        {title}
      </h2>
      <p className="mt-2 max-w-prose leading-relaxed text-muted text-pretty">{lead}</p>
      <div className="mt-6">{children}</div>
    </section>
  );
}
