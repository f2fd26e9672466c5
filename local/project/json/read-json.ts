import { en } from '../texts/en'
/** A value of JSON, with its place in the text, in UTF-16 units from 0. */
export type JsonNode = JsonObject | JsonList | JsonPlain

export interface JsonObject {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  readonly name: string
  /** Where its name begins. */
  readonly start: number
  readonly value: JsonNode
}

export interface JsonList {
  readonly kind: 'list'
  readonly start: number
  readonly end: number
  readonly items: readonly JsonNode[]
}

interface JsonPlain {
  readonly kind: 'plain'
  readonly start: number
  readonly end: number
  readonly value: string | number | boolean | null
}

/** Why a text is not JSON. */
export class JsonFault extends Error {
  constructor(
    readonly at: number,
    readonly problem: string,
    /** What the writer most likely has to do. */
    readonly advice?: string,
  ) {
    super(problem)
  }
}

/** The member that counts: of several with one name it is the last. */
export const memberOf = (node: JsonNode | undefined, name: string): JsonMember | undefined =>
  node?.kind === 'object' ? [...node.members].reverse().find(member => member.name === name) : undefined

/** The plain value of a tree. */
export function plainOf(node: JsonNode): unknown {
  if (node.kind === 'plain') return node.value
  if (node.kind === 'list') return node.items.map(plainOf)
  const plain: Record<string, unknown> = {}
  for (const { name, value } of node.members) {
    Object.defineProperty(plain, name, {
      value: plainOf(value),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return plain
}

const texts = en.json

// WeChat has no use for deeper data, and the library would refuse it.
const deepest = 1000
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/
const words: { readonly [word: string]: boolean | null } = { true: true, false: false, null: null }

/**
 * Reads JSON and keeps where everything stands.
 * @throws JsonFault at the first place where it is not JSON
 */
export const readJson = (text: string): JsonNode => new Reader(text, false).whole()

/** Why a text from a shell is not JSON that can be sent; undefined when it is. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    new Reader(text, true).whole()
    return undefined
  } catch (error) {
    if (error instanceof JsonFault) return error
    throw error
  }
}

class Reader {
  private at = 0

  /** @param isSent whether it goes to WeChat from a shell, so that no number may be rounded */
  constructor(
    private readonly text: string,
    private readonly isSent: boolean,
  ) {}

  whole(): JsonNode {
    const value = this.value(0)
    this.space()
    if (this.at < this.text.length) this.stop(texts.afterEnd(this.here()))
    return value
  }

  private value(level: number): JsonNode {
    this.space()
    if (level > deepest) this.stop(texts.tooDeep(deepest))
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
      if (!this.skip(',')) this.miss(found => texts.expectedEnd(end, found))
      this.space()
      if (this.text[this.at] === end) {
        this.stop(texts.afterComma(end), texts.removeComma)
      }
    }
  }

  private member(level: number): JsonMember {
    const start = this.at
    if (this.text[start] !== '"') this.miss(texts.expectedName)
    const name = this.string()
    this.space()
    if (!this.skip(':')) this.miss(texts.expectedColon, false)
    return { name, start, value: this.value(level) }
  }

  private string(): string {
    const start = this.at
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      const character = this.text[this.at]
      if (character === undefined) {
        this.stop(texts.neverClosed, texts.close, start)
      }
      if (character! < ' ') {
        this.stop(texts.lineBreak, texts.escapeLineBreak)
      }
      if (character === '\\') this.escape()
    }
    this.at += 1
    return JSON.parse(this.text.slice(start, this.at))
  }

  private escape(): void {
    const escaped = /^\\(["\\/bfnrt]|u[\da-fA-F]{4})/.test(this.text.slice(this.at, this.at + 6))
    if (!escaped) {
      this.stop(texts.notEscape(this.text.slice(this.at, this.at + 2)), texts.escapeBackslash)
    }
    this.at += 1
  }

  private plain(): number | boolean | null {
    if (/[-\d]/.test(this.text[this.at] ?? '')) return this.number()
    const found = /^[\w$]*/.exec(this.text.slice(this.at, this.at + 40))![0]
    if (!Object.hasOwn(words, found)) this.miss(texts.expectedValue)
    this.at += found.length
    return words[found]!
  }

  private number(): number {
    const start = this.at
    while (/[-+.\deE]/.test(this.text[this.at] ?? '')) this.at += 1
    const digits = this.text.slice(start, this.at)
    if (!number.test(digits)) this.stop(texts.notNumber(digits), texts.quoteText, start)
    if (this.isSent && /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits))) {
      this.stop(texts.tooLarge(digits), texts.quoteNumber, start)
    }
    return Number(digits)
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at += 1
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  /** What is here, in few words; '' at the end. */
  private here(): string {
    const found = this.text.slice(this.at, this.at + 20).trim()
    return /^[\w$]+/.exec(found)?.[0] ?? [...found][0] ?? ''
  }

  private quoteAdvice(): string | undefined {
    const found = this.text[this.at] ?? ''
    if (found === '') return texts.incomplete
    if (found === '/' || found === '#') return texts.noComments
    if (/[“”„‘’「」＂＇]/.test(found)) return texts.straightQuote
    if (found === "'" && this.at === 0 && this.isSent) {
      return texts.shellQuotes
    }
    if (found === "'") return texts.doubleQuotes
    if (!/[\w$]/.test(found)) return undefined
    return this.isSent ? texts.shellTookQuotes : texts.quote
  }

  /** Stops where something else was expected; at the end of the text that is said instead. */
  private miss(problem: (found: string) => string, hasAdvice = true): never {
    const found = this.here()
    const advice = hasAdvice ? this.quoteAdvice() : undefined
    return this.stop(found === '' ? texts.endOfInput : problem(found), advice)
  }

  private stop(problem: string, advice?: string, at = this.at): never {
    throw new JsonFault(at, problem, advice)
  }
}
