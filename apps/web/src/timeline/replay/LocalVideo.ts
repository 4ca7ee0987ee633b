/** A video file of the viewer's own. It is shown from where it lies and never sent anywhere. */
export interface LocalVideo {
  readonly name: string;
  /** Object URL, to be revoked when it is no longer shown. */
  readonly url: string;
  /** The video's time at the start of the recording, in seconds. */
  readonly offsetS: number;
  /** It is moved by its own controls, to find the moment at which the playhead stands. */
  readonly free: boolean;
  readonly muted: boolean;
}

export function openLocalVideo(file: File): LocalVideo {
  const url = URL.createObjectURL(file);
  return { name: file.name, url, offsetS: 0, free: false, muted: true };
}
