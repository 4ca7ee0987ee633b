import type { SourceProblem } from '../camera/VideoSource.ts';

/** What to tell a person whose camera does not work, and what they can do. */
export const SOURCE_PROBLEMS: Readonly<Record<SourceProblem, { title: string; help: string }>> = {
  denied: {
    title: 'The camera is not allowed',
    help: 'Allow the camera for this page in the browser’s address bar, then start again.',
  },
  none: {
    title: 'No camera was found',
    help: 'Connect one and start again, or use the sample photos.',
  },
  in_use: {
    title: 'The camera is in use',
    help: 'Another program holds the camera. Close it there, then start again.',
  },
  ended: {
    title: 'The camera went away',
    help: 'It was unplugged, or the permission was taken back. Nothing is sent any more.',
  },
  insecure: {
    title: 'The camera needs a secure page',
    help: 'Browsers give their camera to localhost and to HTTPS alone. Open this page by one of them.',
  },
  failed: {
    title: 'The video could not be started',
    help: 'Try again. If it stays like this, reload the page.',
  },
};
