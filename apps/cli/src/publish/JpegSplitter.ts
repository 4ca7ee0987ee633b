const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/** A stream that grows past this without a whole picture is no stream of JPEGs. Bytes. */
const MAX_PICTURE = 32 * 1024 * 1024;

/**
 * Cuts a stream of JPEGs, one after the other (`.mjpeg`, or what ffmpeg writes), into pictures. It
 * follows the segments of each, so that a thumbnail inside one is not taken for a picture of its own.
 */
export class JpegSplitter {
  #bytes: Buffer = Buffer.alloc(0);
  /** Where to go on in `#bytes`: after what is known of the picture that has begun. */
  #at = 0;
  #inScan = false;

  /** @returns the pictures that are whole now. @throws Error when this is no stream of JPEGs */
  push(chunk: Uint8Array): Buffer[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const pictures: Buffer[] = [];
    for (let end = this.#findEnd(); end !== null; end = this.#findEnd()) {
      pictures.push(this.#bytes.subarray(0, end));
      this.#bytes = this.#bytes.subarray(end);
      this.#at = 0;
      this.#inScan = false;
    }
    if (this.#bytes.length > MAX_PICTURE) throw new Error('this is no stream of JPEG pictures');
    return pictures;
  }

  /** Where the first picture ends; null while it is not whole. */
  #findEnd(): number | null {
    const bytes = this.#bytes;
    if (this.#at === 0) {
      if (bytes.length < 2) return null;
      if (bytes[0] !== 0xff || bytes[1] !== START_OF_IMAGE) {
        throw new Error('this is no stream of JPEG pictures');
      }
      this.#at = 2;
    }
    for (;;) {
      if (this.#inScan && !this.#skipScan()) return null;
      if (this.#at + 2 > bytes.length) return null;
      const marker = bytes[this.#at + 1] as number;
      // Markers may be preceded by any number of fill bytes.
      if (marker === 0xff) this.#at += 1;
      else if (marker === END_OF_IMAGE) return this.#at + 2;
      else if (!this.#skipSegment(marker)) return null;
    }
  }

  #skipSegment(marker: number): boolean {
    if (this.#at + 4 > this.#bytes.length) return false;
    const end = this.#at + 2 + this.#bytes.readUInt16BE(this.#at + 2);
    if (end > this.#bytes.length) return false;
    this.#at = end;
    this.#inScan = marker === START_OF_SCAN;
    return true;
  }

  /** Goes to the marker after the scan's data; false while it has not come. */
  #skipScan(): boolean {
    const bytes = this.#bytes;
    for (;;) {
      const at = bytes.indexOf(0xff, this.#at);
      if (at < 0 || at + 1 >= bytes.length) {
        this.#at = at < 0 ? bytes.length : at;
        return false;
      }
      const next = bytes[at + 1] as number;
      const isData = next === 0 || (next >= 0xd0 && next <= 0xd7);
      this.#at = isData ? at + 2 : at;
      if (!isData) {
        this.#inScan = false;
        return true;
      }
    }
  }
}
