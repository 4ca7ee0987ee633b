'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { type KnownSeat, knownSeats, takeSeat } from './seats.ts';

const AS = { host: 'the host', participant: 'a participant', viewer: 'a viewer' } as const;

/** Offers whoever has been here before to go back to their seat. */
export function KnownSeats({ code }: { readonly code: string }) {
  const router = useRouter();
  const [seats, setSeats] = useState<readonly KnownSeat[]>([]);
  // Known in the browser alone, not while the page is made.
  useEffect(() => setSeats(knownSeats(code)), [code]);
  if (seats.length === 0) return null;
  return (
    <div className="mt-6 grid gap-3 rounded-2xl border border-accent/40 bg-accent-soft p-4 sm:p-5">
      <p>
        <strong className="font-semibold">You have been here before.</strong> Go back to your seat,
        or join below as somebody new.
      </p>
      <div className="flex flex-wrap gap-2.5">
        {seats.map((seat) => (
          <Button
            key={seat.key}
            kind="primary"
            onClick={() => {
              takeSeat(code, seat);
              router.push(`/room/?code=${code}`);
            }}
          >
            Go back as {AS[seat.role]}
          </Button>
        ))}
      </div>
    </div>
  );
}
