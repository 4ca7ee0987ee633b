/** The window's event after the theme switch was used. */
export const THEME_CHANGED = 'emostream-theme-changed';
