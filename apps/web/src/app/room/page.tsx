import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RoomPage } from '../../room/RoomPage.tsx';

export const metadata: Metadata = { title: 'Live session' };

export default function Page() {
  return (
    <Suspense fallback={<p className="min-h-dvh" />}>
      <RoomPage />
    </Suspense>
  );
}
