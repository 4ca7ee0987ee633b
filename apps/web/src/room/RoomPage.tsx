'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { type KnownSeat, knownSeats } from '../join/seats.ts';
import { sessionCodeIn } from '../join/sessionCodeIn.ts';
import { Room } from './Room.tsx';

/** The room of the code in the address, for whoever has a seat in it; everybody else goes to its lobby. */
export function RoomPage() {
  const router = useRouter();
  const code = sessionCodeIn(useSearchParams().get('code') ?? '');
  const [seat, setSeat] = useState<KnownSeat | null>(null);
  useEffect(() => {
    const [own] = code === null ? [] : knownSeats(code);
    if (own) setSeat(own);
    else router.replace(code === null ? '/join/' : `/join/?code=${code}`);
  }, [code, router]);
  if (code === null || !seat) {
    return <p className="min-h-dvh py-24 text-center text-muted">Looking for your seat …</p>;
  }
  return <Room key={seat.key} code={code} seat={seat} />;
}
