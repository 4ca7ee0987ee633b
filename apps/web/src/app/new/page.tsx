import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CreatePage } from '../../create/CreatePage.tsx';

export const metadata: Metadata = { title: 'Start a session' };

export default function Page() {
  return (
    <Suspense>
      <CreatePage />
    </Suspense>
  );
}
