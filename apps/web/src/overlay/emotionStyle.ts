import type { Emotion } from '@emostream/protocol';

/** How a class looks: a colour that color-blind people can tell apart, and a sign beside it. */
export interface EmotionStyle {
  readonly label: string;
  readonly color: string;
  /** A second cue, never the colour alone. */
  readonly sign: string;
}

/** After the palette of Okabe and Ito (2008), lightened where it must stand on video. */
export const EMOTION_STYLE: Readonly<Record<Emotion, EmotionStyle>> = {
  angry: { label: 'Angry', color: '#e8743b', sign: '▼' },
  disgust: { label: 'Disgust', color: '#2fb593', sign: '◆' },
  fear: { label: 'Fear', color: '#d58fbd', sign: '✱' },
  happy: { label: 'Happy', color: '#f2c230', sign: '●' },
  neutral: { label: 'Neutral', color: '#b9c2cc', sign: '■' },
  sad: { label: 'Sad', color: '#5aa2e0', sign: '▾' },
  surprise: { label: 'Surprise', color: '#7fd0f5', sign: '▲' },
};
