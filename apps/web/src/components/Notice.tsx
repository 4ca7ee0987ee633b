import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly tone: 'info' | 'danger';
  readonly title: string;
  /** Something is under way that may end it. */
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

/** Something the person should know; an alert when it is in their way. */
export function Notice({ tone, title, busy = false, children }: NoticeProps) {
  const look = tone === 'danger' ? 'border-danger/40 bg-danger-soft' : 'border-line bg-surface';
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      className={`flex gap-3 rounded-2xl border p-4 ${look}`}
    >
      {busy && (
        <LoaderCircle
          size={20}
          aria-hidden
          className="mt-0.5 shrink-0 text-accent motion-safe:animate-spin"
        />
      )}
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-1 text-sm text-muted">{children}</div>}
      </div>
    </div>
  );
}
