import type { Metadata } from 'next';
import { TimelinePage } from '../../../timeline/TimelinePage.tsx';

export const metadata: Metadata = { title: 'Session' };

export default function Page() {
  return <TimelinePage />;
}
