/** Where the server is: this page's own origin, unless the pages were built for another. */
export const SERVER_URL = process.env.NEXT_PUBLIC_EMOSTREAM_SERVER ?? '';
