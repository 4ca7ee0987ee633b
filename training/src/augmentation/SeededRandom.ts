/**
 * A small seeded generator of random numbers (xoshiro128**, Blackman and Vigna 2018): the same seeds give
 * the same numbers on every machine, so that an epoch can be repeated exactly after a resume.
 */
export class SeededRandom {
  readonly #state = new Uint32Array(4);

  /** @param seeds Any integers, for example run, epoch and purpose; all of them count. */
  constructor(...seeds: number[]) {
    this.seed(...seeds);
  }

  /** Starts over from other seeds. */
  seed(...seeds: number[]): void {
    let mixed = 0x9e3779b9;
    for (const seed of seeds) mixed = scramble((mixed ^ scramble(seed >>> 0)) >>> 0);
    for (let i = 0; i < 4; i++) {
      mixed = scramble((mixed + 0x6d2b79f5) >>> 0);
      this.#state[i] = mixed;
    }
  }

  /** A whole number in 0..2^32−1. */
  uint32(): number {
    const s = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = s;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const c2 = c ^ a;
    const d2 = d ^ b;
    s[1] = b ^ c2;
    s[0] = a ^ d2;
    s[2] = c2 ^ (b << 9);
    s[3] = rotateLeft(d2, 11);
    return result;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** A number in [−range, range). */
  around(range: number): number {
    return (this.next() * 2 - 1) * range;
  }

  /** A draw of the normal distribution (Box and Muller's method). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** A whole number in 0..count−1. */
  index(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** The numbers 0..count−1 in random order (Fisher–Yates). */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.index(i + 1);
      const swapped = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = swapped;
    }
    return order;
  }

  /** A draw of the symmetric Beta(alpha, alpha) distribution, alpha at most 1 (Jöhnk's method). */
  beta(alpha: number): number {
    for (;;) {
      const x = this.next() ** (1 / alpha);
      const y = this.next() ** (1 / alpha);
      if (x + y <= 1 && x + y > 0) return x / (x + y);
    }
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** An integer hash with good avalanche (multiply, xor, shift), so that neighbouring seeds part ways. */
function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
