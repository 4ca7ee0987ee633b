import { create } from 'zustand';
import type { Picture, PictureState } from '../image/Picture.ts';
import { predictPicture } from '../image/predictPicture.ts';
import { TaskQueue } from '../image/TaskQueue.ts';
import { problemOf } from '../transport/callApi.ts';

/** A picture on its way in. */
export interface NewPicture {
  readonly name: string;
  readonly file: Blob;
}

interface PictureStore {
  /** The newest first. */
  readonly pictures: readonly Picture[];
  readonly add: (files: readonly NewPicture[]) => void;
  /** Analyzes a picture again, as one face when `whole`. */
  readonly analyze: (id: number, whole: boolean) => void;
  readonly remove: (id: number) => void;
  readonly clear: () => void;
}

/** The server has few analyzers, and live streams need them too. */
const AT_ONCE = 2;

/** Makes the image page's state; each page has its own, and nothing outlives it. */
export function createPictureStore() {
  const queue = new TaskQueue(AT_ONCE);
  let nextId = 0;
  return create<PictureStore>()((set, get) => {
    const enter = (id: number, analysis: PictureState) =>
      set(({ pictures }) => ({
        pictures: pictures.map((picture) =>
          picture.id === id ? { ...picture, analysis } : picture,
        ),
      }));
    const analyze = (id: number, whole: boolean) => {
      enter(id, { state: 'waiting' });
      queue.add(async () => {
        const picture = get().pictures.find((one) => one.id === id);
        if (!picture) return;
        enter(id, { state: 'analyzing' });
        try {
          const prediction = await predictPicture(picture.file, whole);
          enter(id, { state: 'analyzed', prediction, whole });
        } catch (error) {
          enter(id, { state: 'failed', problem: problemOf(error) });
        }
      });
    };
    return {
      pictures: [],
      analyze,
      add(files) {
        const added = files.map(({ name, file }): Picture => {
          const id = nextId;
          nextId += 1;
          const url = URL.createObjectURL(file);
          return { id, name, file, url, analysis: { state: 'waiting' } };
        });
        set(({ pictures }) => ({ pictures: [...added, ...pictures] }));
        for (const { id } of added) analyze(id, false);
      },
      remove(id) {
        const gone = get().pictures.find((picture) => picture.id === id);
        if (gone) URL.revokeObjectURL(gone.url);
        set(({ pictures }) => ({ pictures: pictures.filter((picture) => picture.id !== id) }));
      },
      clear() {
        for (const { url } of get().pictures) URL.revokeObjectURL(url);
        set({ pictures: [] });
      },
    };
  });
}
