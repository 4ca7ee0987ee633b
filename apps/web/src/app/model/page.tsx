import type { Metadata } from 'next';
import { ModelPage } from '../../model/ModelPage.tsx';

export const metadata: Metadata = { title: 'The model' };

export default function Page() {
  return <ModelPage />;
}
