import type { Metadata } from 'next';
import { Suspense } from 'react';
import { JoinPage } from '../../join/JoinPage.tsx';

export const metadata: Metadata = { title: 'Join a session' };

export default function Page() {
  return (
    <Suspense>
      <JoinPage />
    </Suspense>
  );
}
