import { JsonFault, type JsonMember, type JsonNode } from './json-tree'

const deepest = 500
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const word = /true|false|null/y
const words: { readonly [word: string]: boolean | null } = { true: true, false: false, null: null }

/**
 * Reads JSON and keeps where everything stands.
 * @throws JsonFault at the first place where it is no JSON
 */
export function readJson(text: string): JsonNode {
  const reader = new Reader(text)
  return reader.whole()
}

class Reader {
  private at = 0

  constructor(private readonly text: string) {}

  whole(): JsonNode {
    const value = this.value(0)
    this.space()
    if (this.at < this.text.length) this.stop(`nothing may follow the JSON, found ${this.here()}`)
    return value
  }

  private value(level: number): JsonNode {
    this.space()
    if (level > deepest) this.stop(`it is nested more than ${deepest} levels deep`)
    const start = this.at
    const first = this.text[start]
    if (first === '{') {
      const members = this.list('}', () => this.member(level + 1))
      return { kind: 'object', start, end: this.at, members }
    }
    if (first === '[') {
      const items = this.list(']', () => this.value(level + 1))
      return { kind: 'list', start, end: this.at, items }
    }
    const value = first === '"' ? this.string() : this.plain()
    return { kind: 'plain', start, end: this.at, value }
  }

  private list<T>(end: string, item: () => T): T[] {
    const items: T[] = []
    this.at += 1
    this.space()
    if (this.skip(end)) return items
    while (true) {
      items.push(item())
      this.space()
      if (this.skip(end)) return items
      if (!this.skip(',')) this.stop(`expected , or ${end}, found ${this.here()}`)
      this.space()
      if (this.text[this.at] === end) this.stop(`there is a comma before ${end}`)
    }
  }

  private member(level: number): JsonMember {
    const start = this.at
    if (this.text[start] !== '"') this.stop(`expected a name in double quotes, found ${this.here()}`)
    const name = this.string()
    this.space()
    if (!this.skip(':')) this.stop(`expected : after the name, found ${this.here()}`)
    return { name, start, value: this.value(level) }
  }

  private string(): string {
    const start = this.at
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      const character = this.text[this.at]
      if (character === undefined) this.stop('this text is never closed', start)
      if (character! < ' ') this.stop('a text goes over the end of its line')
      if (character === '\\') this.escape()
    }
    this.at += 1
    return JSON.parse(this.text.slice(start, this.at))
  }

  private escape(): void {
    const escaped = /^\\(["\\/bfnrt]|u[\da-fA-F]{4})/.test(this.text.slice(this.at, this.at + 6))
    if (!escaped) this.stop('after \\ stands no letter that has a meaning there')
    this.at += 1
  }

  private plain(): number | boolean | null {
    for (const pattern of [number, word]) {
      pattern.lastIndex = this.at
      const found = pattern.exec(this.text)?.[0]
      if (found === undefined) continue
      this.at += found.length
      return pattern === word ? words[found]! : Number(found)
    }
    return this.stop(`expected a value, found ${this.here()}`)
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at += 1
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  /** What stands here, in few words. */
  private here(): string {
    const rest = this.text.slice(this.at, this.at + 20)
    if (rest === '') return 'the end of the file'
    if (/^\/[/*]/.test(rest)) return 'a comment, which JSON does not have'
    return /^[\w$]+/.exec(rest)?.[0] ?? [...rest][0]!
  }

  private stop(problem: string, at = this.at): never {
    throw new JsonFault(at, problem)
  }
}
