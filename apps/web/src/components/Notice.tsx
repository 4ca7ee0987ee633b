import type { ReactNode } from 'react';

interface NoticeProps {
  readonly tone: 'info' | 'danger';
  readonly title: string;
  readonly children?: ReactNode;
}

/** Something the person should know; an alert when it is in their way. */
export function Notice({ tone, title, children }: NoticeProps) {
  const look = tone === 'danger' ? 'border-danger/40 bg-danger-soft' : 'border-line bg-surface';
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={`rounded-2xl border p-4 ${look}`}>
      <p className="font-semibold">{title}</p>
      {children && <div className="mt-1 text-sm text-muted">{children}</div>}
    </div>
  );
}
