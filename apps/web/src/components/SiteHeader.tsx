'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { ThemeSwitch } from './ThemeSwitch.tsx';

const PAGES = [
  { href: '/live/', name: 'Live' },
  { href: '/image/', name: 'Pictures' },
  { href: '/sessions/', name: 'Sessions' },
] as const;

export function SiteHeader() {
  const path = usePathname();
  return (
    <header className="mx-auto flex w-full max-w-7xl items-center gap-1 px-4 py-3 sm:px-6">
      <Link
        href="/"
        className="mr-auto flex items-center gap-2.5 rounded-lg text-lg font-bold tracking-tight"
      >
        {/* biome-ignore lint/performance/noImgElement: a static file of this export */}
        <img src="/icon.svg" alt="" width={28} height={28} />
        <span className="max-[26rem]:sr-only">Emostream</span>
      </Link>
      <nav aria-label="Pages" className="flex">
        {PAGES.map(({ href, name }) => {
          const current = path.startsWith(href);
          return (
            <Link
              key={href}
              href={href}
              aria-current={current ? 'page' : undefined}
              className={`flex min-h-11 items-center rounded-xl px-3 font-medium underline-offset-8 hover:bg-raised sm:px-4 ${current ? 'text-text underline decoration-accent decoration-2' : 'text-muted'}`}
            >
              {name}
            </Link>
          );
        })}
      </nav>
      <ThemeSwitch />
    </header>
  );
}
