'use client';

import { KeyRound } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { AddKeyForm } from './AddKeyForm.tsx';
import { forgetAdminToken } from './adminToken.ts';
import { KeyList } from './KeyList.tsx';

interface KeyManagerProps {
  /** Whether this tab holds an admin token. */
  readonly admin: boolean;
  readonly open: boolean;
  /** A key was added, or the admin token came or went. */
  readonly onChange: () => void;
}

/** What this browser can open, and how to make that more or less. */
export function KeyManager({ admin, open, onChange }: KeyManagerProps) {
  return (
    <details
      open={open}
      className="group rounded-2xl border border-line bg-surface [&[open]>summary]:border-b"
    >
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-3 rounded-2xl border-line px-5 font-semibold group-open:rounded-b-none hover:bg-raised [&::-webkit-details-marker]:hidden">
        <KeyRound size={18} aria-hidden className="text-muted" />
        Keys in this browser
        <span aria-hidden className="ml-auto text-muted transition-transform group-open:rotate-180">
          ⌄
        </span>
      </summary>
      <div className="grid gap-x-10 gap-y-5 p-5 lg:grid-cols-2">
        <div>
          <AddKeyForm onAdded={onChange} />
          {admin && (
            <div className="mt-4 flex flex-wrap items-center gap-3 border-t border-line pt-4">
              <p className="text-sm text-muted">
                This tab has an admin token: you see every session.
              </p>
              <Button
                kind="quiet"
                onClick={() => {
                  forgetAdminToken();
                  onChange();
                }}
              >
                Forget it
              </Button>
            </div>
          )}
        </div>
        <KeyList />
      </div>
    </details>
  );
}
