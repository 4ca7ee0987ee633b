/** Letters of a session code: no vowels (no words) and none that are mistaken for another. */
export const SESSION_CODE_ALPHABET = 'BCDFGHJKMNPQRTVWXYZ';
export const SESSION_CODE_LENGTH = 6;
export const SESSION_CODE = new RegExp(`^[${SESSION_CODE_ALPHABET}]{${SESSION_CODE_LENGTH}}$`);
