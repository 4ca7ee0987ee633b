import type { Metadata } from 'next';
import { LivePage } from '../../live/LivePage.tsx';

export const metadata: Metadata = { title: 'Live' };

export default function Page() {
  return <LivePage />;
}
