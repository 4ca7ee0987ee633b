const SHARED = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "worker-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** The policy of one page: our own files, and the inline scripts with these hashes. */
export function pageContentSecurityPolicy(scriptHashes: readonly string[]): string {
  const scripts = ["script-src 'self'", ...new Set(scriptHashes)].join(' ');
  return [...SHARED, scripts].join('; ');
}
