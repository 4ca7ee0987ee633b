import path from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'export',
  trailingSlash: true,
  transpilePackages: ['@emostream/protocol'],
  // `npm run check` does that, for the pages and their tests.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  turbopack: { root: path.resolve(process.cwd(), '../..') },
};

export default config;
