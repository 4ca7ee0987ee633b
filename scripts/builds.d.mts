export type BuildName = 'pages' | 'server';
export const BUILDS: Readonly<
  Record<BuildName, { readonly out: string; readonly sources: readonly string[] }>
>;
export function sourceHash(sources: readonly string[]): string;
export function stampOf(name: BuildName): string;
export function isBuilt(name: BuildName): boolean;
