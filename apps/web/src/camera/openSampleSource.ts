import { callApi } from '../transport/callApi.ts';
import { SERVER_URL } from '../transport/serverUrl.ts';
import { type SampleView, sampleView } from './sampleView.ts';
import { SourceError, type VideoSource } from './VideoSource.ts';

const WIDTH = 960;
const HEIGHT = 720;
const FRAMES_PER_SECOND = 30;

/**
 * A video of the sample photos: a slow ride over each in turn, so that there are faces that move.
 *
 * @throws SourceError when the photos cannot be loaded
 */
export async function openSampleSource(): Promise<VideoSource> {
  const photos = await loadPhotos().catch((error: unknown) => {
    throw new SourceError('failed', error);
  });
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context || photos.length === 0) throw new SourceError('failed');
  const startedAt = performance.now();
  const draw = () => {
    const view = sampleView(performance.now() - startedAt, photos, WIDTH / HEIGHT);
    drawView(context, photos[view.photo] as HTMLImageElement, view);
  };
  draw();
  // A timer, not requestAnimationFrame: it goes on, slower, while the page is in the background.
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  return {
    kind: 'sample',
    stream,
    stop() {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

async function loadPhotos(): Promise<HTMLImageElement[]> {
  const { samples } = await callApi('/api/samples', 'sampleListSchema');
  return Promise.all(
    samples.map(async ({ url }) => {
      const photo = new Image();
      photo.crossOrigin = 'anonymous';
      photo.src = SERVER_URL + url;
      await photo.decode();
      return photo;
    }),
  );
}

function drawView(
  context: CanvasRenderingContext2D,
  photo: HTMLImageElement,
  view: SampleView,
): void {
  const { x, y, width, height } = view;
  context.drawImage(photo, x, y, width, height, 0, 0, WIDTH, HEIGHT);
}
