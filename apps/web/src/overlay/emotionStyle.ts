import type { Emotion } from '@emostream/protocol';

/** How a class is named and coloured. */
export interface EmotionStyle {
  readonly label: string;
  /** On video and pictures: light, as dark text stands on it. */
  readonly color: string;
  /** On the page: the same hue, as strong as the theme needs (globals.css). */
  readonly pageColor: string;
}

/**
 * After the palette of Okabe and Ito (2008), whose hues color-blind people can tell apart. The colour is
 * never the only cue: a glyph and the name stand beside it.
 */
export const EMOTION_STYLE: Readonly<Record<Emotion, EmotionStyle>> = {
  angry: { label: 'Angry', color: '#f0803c', pageColor: 'var(--angry)' },
  disgust: { label: 'Disgust', color: '#2fbf9b', pageColor: 'var(--disgust)' },
  fear: { label: 'Fear', color: '#dd97c6', pageColor: 'var(--fear)' },
  happy: { label: 'Happy', color: '#f5c531', pageColor: 'var(--happy)' },
  neutral: { label: 'Neutral', color: '#c3cbd3', pageColor: 'var(--neutral)' },
  sad: { label: 'Sad', color: '#62a8e8', pageColor: 'var(--sad)' },
  surprise: { label: 'Surprise', color: '#8fdcfa', pageColor: 'var(--surprise)' },
};
