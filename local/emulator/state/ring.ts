/** A list that keeps only its newest items, so that an emulator can run for weeks. */
export class Ring<T> {
  private items: T[] = []
  private start = 0

  constructor(private readonly size: number) {}

  add(item: T): void {
    if (this.items.length < this.size) this.items.push(item)
    else if (this.size > 0) {
      this.items[this.start] = item
      this.start = (this.start + 1) % this.size
    }
  }

  clear(): void {
    this.items = []
    this.start = 0
  }

  /** Oldest first. */
  list(): T[] {
    return [...this.items.slice(this.start), ...this.items.slice(0, this.start)]
  }
}
