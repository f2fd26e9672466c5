/** The first place where a text is no JSON that can be sent. */
export interface JsonFault {
  /** Counted in UTF-16 units from 0. */
  readonly at: number
  readonly problem: string
  /** What the writer most likely has to do. */
  readonly advice?: string
}

// WeChat has no use for deeper data, and the library would refuse it.
const deepest = 1000

/** Walks over JSON text, without making values of it. */
class Walk {
  private at = 0

  constructor(private readonly text: string) {}

  whole(): void {
    this.value(0)
    this.space()
    if (this.at < this.text.length) this.stop(`nothing may follow the JSON, found ${this.here()}`)
  }

  private value(level: number): void {
    this.space()
    const start = this.text[this.at]
    if (level > deepest) this.stop(`nested more than ${deepest} levels deep`)
    if (start === '{') this.list('}', () => this.member(level))
    else if (start === '[') this.list(']', () => this.value(level + 1))
    else if (start === '"') this.string()
    else if (start !== undefined && /[-\d]/.test(start)) this.number()
    else this.word()
  }

  private list(end: string, item: () => void): void {
    this.at += 1
    this.space()
    if (this.skip(end)) return
    while (true) {
      item()
      this.space()
      if (this.skip(end)) return
      if (!this.skip(',')) {
        this.stop(`expected , or ${end}, found ${this.here()}`, this.quoteAdvice())
      }
      this.space()
      if (this.text[this.at] === end) {
        this.stop(`found ${end} after a comma`, 'leave out the comma behind the last one')
      }
    }
  }

  private member(level: number): void {
    this.space()
    if (this.text[this.at] !== '"') {
      this.stop(`expected a name in double quotes, found ${this.here()}`, this.quoteAdvice())
    }
    this.string()
    this.space()
    if (!this.skip(':')) this.stop(`expected : after the name, found ${this.here()}`)
    this.value(level + 1)
  }

  private string(): void {
    const start = this.at
    this.at += 1
    while (this.text[this.at] !== '"') {
      const character = this.text[this.at]
      if (character === undefined)
        this.stop('this text is never closed', 'add the double quote at its end', start)
      if (character < ' ') {
        this.stop('a text goes over the end of its line', 'write \\n for a line break, \\t for a tab')
      }
      if (character === '\\') this.escape()
      this.at += 1
    }
    this.at += 1
  }

  private escape(): void {
    if (/^\\(["\\/bfnrt]|u[\da-fA-F]{4})/.test(this.text.slice(this.at, this.at + 6))) this.at += 1
    else this.stop(`${this.text.slice(this.at, this.at + 2)} is no escape`, 'write \\\\ for a backslash')
  }

  private number(): void {
    const start = this.at
    while (/[-+.\deE]/.test(this.text[this.at] ?? '')) this.at += 1
    const digits = this.text.slice(start, this.at)
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(digits)) {
      this.stop(`${digits} is no number`, 'put a text in double quotes', start)
    }
    if (/^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits))) {
      this.stop(`${digits} is beyond 2^53-1 and would be rounded`, 'write it in double quotes', start)
    }
  }

  private word(): void {
    const word = /^[\w$]*/.exec(this.text.slice(this.at, this.at + 40))![0]
    if (word === 'true' || word === 'false' || word === 'null') this.at += word.length
    else this.stop(`expected a value, found ${this.here()}`, this.quoteAdvice())
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at += 1
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private here(): string {
    const found = this.text.slice(this.at, this.at + 20).trim()
    return found === '' ? 'its end' : (/^[\w$]+/.exec(found)?.[0] ?? [...found][0]!)
  }

  private quoteAdvice(): string | undefined {
    const found = this.text[this.at] ?? ''
    if (found === '') return 'something is missing at its end'
    if (found === '/' || found === '#') return 'JSON has no comments'
    if (/[“”„‘’「」＂＇]/.test(found)) return 'use the straight double quote "'
    if (found === "'" && this.at === 0) {
      return 'this shell passes single quotes on: write "{\\"name\\": 1}", or put the JSON into a file and give @file.json'
    }
    if (found === "'") return 'use double quotes inside the JSON'
    return /[\w$]/.test(found)
      ? 'put it in double quotes; if you did, the shell took them: put the JSON into a file and give @file.json'
      : undefined
  }

  private stop(problem: string, advice?: string, at = this.at): never {
    throw new Stop({ at, problem, advice })
  }
}

class Stop extends Error {
  constructor(readonly fault: JsonFault) {
    super(fault.problem)
  }
}

/** What keeps a text from being JSON that can be sent as it stands; undefined when nothing does. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    new Walk(text).whole()
    return undefined
  } catch (error) {
    if (error instanceof Stop) return error.fault
    throw error
  }
}
