/** What a session may be opened for. `personal`: on oneself alone. */
export const PURPOSES = [
  'personal',
  'research',
  'usability',
  'teaching',
  'development',
  'workplace_monitoring',
  'education_monitoring',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * Purposes that are refused but for medical or safety reasons: inferring emotions in the workplace and in
 * education is prohibited in the European Union by Article 5(1)(f) of Regulation (EU) 2024/1689.
 */
export const REFUSED_PURPOSES: readonly Purpose[] = [
  'workplace_monitoring',
  'education_monitoring',
];

/** The grounds on which a refused purpose is open after all; the host attests to it, and it is kept. */
export const EXCEPTIONS = ['medical', 'safety'] as const;
