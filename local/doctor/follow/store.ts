import { anything, nothing, union, type Value, type Values } from './values'

// More names than WeChat has methods are nobody's list of methods, and numbers are seldom names at all.
const mostOf: { readonly [kind: string]: number } = { text: 600, number: 40 }

/** What variables, members and returns can hold; it only grows. */
export class Store<Reader> {
  /** Rises whenever something is learnt. */
  version = 0
  /** How many values were read and written so far: what time goes with. */
  work = 0
  /** Who read a cell that has grown since. */
  readonly behind = new Set<Reader>()
  private readonly cells = new Map<string, Set<Value>>()
  private readonly readers = new Map<string, Set<Reader>>()
  private readonly members = new Map<string, Set<string>>()

  /** @param reader tells who is reading */
  constructor(private readonly reader: () => Reader | undefined) {}

  /** What a cell can hold. */
  read(cell: string): Values {
    this.note(cell)
    const held = this.cells.get(cell) ?? nothing
    this.work += held.size
    return held
  }

  add(cell: string, values: Values): void {
    if (values.size === 0) return
    const held = this.cells.get(cell) ?? new Set<Value>()
    this.cells.set(cell, held)
    const before = held.size
    this.work += values.size
    for (const one of values) {
      held.add(held.size >= (mostOf[one.kind] ?? Number.POSITIVE_INFINITY) ? anything : one)
    }
    if (held.size !== before) this.learn(cell)
  }

  /** The names of an object's members; `*` stands for those whose names are not known. */
  names(object: string): ReadonlySet<string> {
    this.note(`names of ${object}`)
    return this.members.get(object) ?? noNames
  }

  readMember(object: string, name: string): Values {
    return this.read(`${object} . ${name}`)
  }

  addMember(object: string, name: string, values: Values): void {
    const names = this.members.get(object) ?? new Set<string>()
    this.members.set(object, names)
    if (!names.has(name)) {
      names.add(name)
      this.learn(`names of ${object}`)
    }
    this.add(`${object} . ${name}`, values)
  }

  /** Everything that an object holds. */
  readAll(object: string): Values {
    return union([...this.names(object)].map(name => this.readMember(object, name)))
  }

  private note(cell: string): void {
    const reader = this.reader()
    if (reader === undefined) return
    const readers = this.readers.get(cell)
    if (readers) readers.add(reader)
    else this.readers.set(cell, new Set([reader]))
  }

  private learn(cell: string): void {
    this.version += 1
    for (const reader of this.readers.get(cell) ?? []) this.behind.add(reader)
  }
}

const noNames: ReadonlySet<string> = new Set()
