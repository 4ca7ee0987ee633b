'use client';

import { ImagePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { buttonClass } from '../components/Button.tsx';
import type { NewPicture } from '../stores/pictureStore.ts';

interface DropZoneProps {
  /** Takes less room, as there are pictures to see. */
  readonly compact: boolean;
  readonly onFiles: (files: readonly NewPicture[]) => void;
}

/** Takes pictures that are picked, pasted anywhere, or dropped anywhere on the page. */
export function DropZone({ compact, onFiles }: DropZoneProps) {
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
      className={`mt-6 flex cursor-pointer items-center gap-4 rounded-3xl border-2 border-dashed px-6 text-center transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${compact ? 'flex-wrap justify-center py-5' : 'flex-col py-10 sm:py-14'} ${over ? 'border-accent bg-accent-soft' : 'border-line bg-surface hover:border-accent'}`}
    >
      {!compact && (
        <span
          className={`grid size-14 place-items-center rounded-2xl transition-colors ${over ? 'bg-accent text-on-accent' : 'bg-accent-soft text-accent'}`}
        >
          <ImagePlus size={26} aria-hidden />
        </span>
      )}
      <span className="text-lg font-semibold">
        {over && 'Let go to analyze'}
        {!over && <span className="pointer-coarse:hidden">Drop pictures here, or paste them</span>}
        {!over && (
          <span className="hidden pointer-coarse:inline">Choose pictures, or take one</span>
        )}
      </span>
      <span className={buttonClass('primary')}>Choose pictures</span>
      {!compact && (
        <span className="text-sm text-balance text-muted">
          JPEG, PNG or WebP, up to 20 MB, several at once
        </span>
      )}
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
