/**
 * How many characters a ring holds at most, written as JSON: far below the longest string, so that it can always be
 * listed.
 */
const mostCharacters = 32 * 1024 * 1024

interface Kept<T> {
  readonly item: T
  characters: number
}

/** A list that keeps only its newest items, by their number and by what they take, so that an emulator can run for weeks. */
export class Ring<T> {
  private kept: (Kept<T> | undefined)[] = []
  /** Where the oldest one is; those before it were dropped. */
  private start = 0
  private characters = 0

  constructor(private readonly size: number) {}

  /** Adds an item. It may still grow until the next one is added. */
  add(item: T): void {
    this.weighNewest()
    this.kept.push({ item, characters: 0 })
    while (this.kept.length - this.start > this.size || this.characters > mostCharacters) this.dropOldest()
  }

  clear(): void {
    this.kept = []
    this.start = 0
    this.characters = 0
  }

  /**
   * Oldest first.
   * @param last how many of the newest; all by default
   */
  list(last = this.kept.length): T[] {
    return this.kept.slice(Math.max(this.start, this.kept.length - last)).map(one => one!.item)
  }

  private weighNewest(): void {
    if (this.kept.length === this.start) return
    const newest = this.kept[this.kept.length - 1]!
    newest.characters = JSON.stringify(newest.item).length
    this.characters += newest.characters
  }

  private dropOldest(): void {
    this.characters -= this.kept[this.start]!.characters
    this.kept[this.start] = undefined
    this.start += 1
    // Now and then, not for each one: moving all the others up takes its time.
    if (this.start * 2 > this.kept.length) {
      this.kept = this.kept.slice(this.start)
      this.start = 0
    }
  }
}
