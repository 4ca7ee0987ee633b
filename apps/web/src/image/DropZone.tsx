'use client';

import { ImagePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { buttonClass } from '../components/Button.tsx';
import type { NewPicture } from '../stores/pictureStore.ts';

interface DropZoneProps {
  readonly onFiles: (files: readonly NewPicture[]) => void;
}

/** Takes pictures that are picked, pasted anywhere, or dropped anywhere on the page. */
export function DropZone({ onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const inputRef = useRef<HTMLInputElement>(null);
  const give = useRef(onFiles);
  give.current = onFiles;

  useEffect(() => {
    const take = (files: FileList | null | undefined) => give.current(picturesOf(files));
    // Chosen before the page came to life.
    take(inputRef.current?.files);
    const onPaste = ({ clipboardData }: ClipboardEvent) => take(clipboardData?.files);
    const onDragOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (!relatedTarget) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer?.files);
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);

  return (
    <label
      className={`mt-6 flex cursor-pointer flex-col items-center gap-4 rounded-3xl border-2 border-dashed px-6 py-10 text-center transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent sm:py-14 ${over ? 'border-accent bg-accent-soft' : 'border-line bg-surface hover:border-accent'}`}
    >
      <span className="grid size-14 place-items-center rounded-2xl bg-accent-soft text-accent">
        <ImagePlus size={26} aria-hidden />
      </span>
      <span className="text-lg font-semibold">
        {over ? 'Let go to analyze' : 'Drop pictures here, or paste them'}
      </span>
      <span className={buttonClass('primary')}>Choose pictures</span>
      <span className="text-sm text-muted">JPEG, PNG or WebP, up to 20 MB, several at once</span>
      <input
        ref={inputRef}
        type="file"
        accept="image/*"
        multiple
        className="sr-only"
        onChange={({ currentTarget }) => {
          onFiles(picturesOf(currentTarget.files));
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

function picturesOf(files: FileList | null | undefined): NewPicture[] {
  return Array.from(files ?? [], (file) => ({ name: file.name, file }));
}
