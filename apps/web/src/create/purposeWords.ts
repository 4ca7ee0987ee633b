import type { EXCEPTIONS, Purpose } from '@emostream/protocol';

/** How a purpose is put to people. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, { title: string; text: string }>> = {
  personal: {
    title: 'On myself',
    text: 'I try it out or keep notes of myself, alone or with friends.',
  },
  research: {
    title: 'Research',
    text: 'A study whose participants are informed and take part of their own free will.',
  },
  usability: {
    title: 'Usability test',
    text: 'Watching how people get on with a product or a piece of media, with their agreement.',
  },
  teaching: {
    title: 'Teaching how this works',
    text: 'Showing how such models work and where they err. Nobody is assessed by it.',
  },
  development: { title: 'Development', text: 'Building and testing software with this server.' },
  workplace_monitoring: {
    title: 'Monitoring people at work',
    text: 'Employees, applicants, staff of any kind.',
  },
  education_monitoring: {
    title: 'Monitoring pupils or students',
    text: 'In class, in exams, or anywhere in education.',
  },
};

type Ground = (typeof EXCEPTIONS)[number];

export const EXCEPTION_WORDS: Readonly<Record<Ground, { title: string; text: string }>> = {
  medical: {
    title: 'Medical reasons',
    text: 'It serves the health of the people who are seen: diagnosis, therapy or care.',
  },
  safety: {
    title: 'Safety reasons',
    text: 'It protects the life or health of the people who are seen, a driver’s or a pilot’s say.',
  },
};
