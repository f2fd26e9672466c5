import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret that may be a real one: it is recognised, but nobody can read it here any more. */
export class SealedSecret {
  readonly #salt = randomBytes(32)
  readonly #hash: Buffer

  constructor(secret: string) {
    this.#hash = this.#hashOf(secret)
  }

  /** Whether it is this secret. */
  matches(given: string): boolean {
    return timingSafeEqual(this.#hash, this.#hashOf(given))
  }

  #hashOf(text: string): Buffer {
    return createHmac('sha256', this.#salt).update(text, 'utf8').digest()
  }
}
