import type { Metadata } from 'next';
import { ImagePage } from '../../image/ImagePage.tsx';

export const metadata: Metadata = { title: 'Pictures' };

export default function Page() {
  return <ImagePage />;
}
