import { ApiError, refusalOf } from '../../transport/callApi.ts';

/** What Chromium has and TypeScript does not know yet. */
interface FilePickerWindow {
  showSaveFilePicker?: (options: {
    suggestedName: string;
  }) => Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
}

/** The browser reads a blob after the click that saves it, in milliseconds. */
const BLOB_KEPT_MS = 60_000;

/**
 * Fetches an export and saves it as a file. A bearer header cannot go with a link, so it is fetched here. A
 * large one goes straight to disk where the browser can do that (it asks for the place first); everything
 * else is gathered in memory and saved as a download.
 *
 * @param onBytes told how many bytes have come so far
 * @returns false when the person chose no place
 * @throws ApiError
 */
export async function saveExport(
  request: { readonly url: string; readonly init: RequestInit },
  fileName: string,
  large: boolean,
  onBytes: (bytes: number) => void,
): Promise<boolean> {
  const target = large ? await chooseFile(fileName) : null;
  if (target === 'cancelled') return false;
  const response = await fetch(request.url, request.init).catch(() => {
    throw new ApiError({ reason: 'internal', message: 'The server cannot be reached.' });
  });
  if (!response.ok || !response.body) throw await refusalOf(response);
  const counted = response.body.pipeThrough(countBytes(onBytes));
  try {
    if (target) {
      await counted.pipeTo(await target.createWritable());
      return true;
    }
    const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
    download(await new Response(counted, { headers: { 'Content-Type': type } }).blob(), fileName);
    return true;
  } catch {
    throw new ApiError({ reason: 'internal', message: 'The connection was lost on the way.' });
  }
}

async function chooseFile(suggestedName: string) {
  const { showSaveFilePicker } = window as FilePickerWindow;
  if (!showSaveFilePicker) return null;
  try {
    return await showSaveFilePicker.call(window, { suggestedName });
  } catch {
    return 'cancelled';
  }
}

function countBytes(onBytes: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
}

function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), BLOB_KEPT_MS);
}
