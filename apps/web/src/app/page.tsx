import { HomePage } from '../home/HomePage.tsx';

export default function Page() {
  return <HomePage />;
}
