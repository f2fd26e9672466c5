/** A value in a JSON text, with its places. */
export type JsonNode = { at: number; end: number } & (
  | { kind: 'plain'; value: string | number | boolean | null; raw: string }
  | { kind: 'list'; items: JsonNode[] }
  | { kind: 'members'; members: { name: string; at: number; node: JsonNode }[] }
)

/** What is wrong with a text, and where, counted from 0. */
export class TextFault extends Error {
  readonly at: number
  readonly problem: string

  constructor(at: number, problem: string) {
    super(problem)
    this.at = at
    this.problem = problem
  }
}

const deepest = 100

/** Reads JSON, keeping the place of every value. Typographic quotes and commas from phones are reported as such. */
class Reader {
  private at = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  whole(): JsonNode {
    const node = this.value(0)
    this.space()
    if (this.at < this.text.length) this.stop('JSON 到这里已经结束，后面还有内容')
    return node
  }

  private value(level: number): JsonNode {
    this.space()
    if (level > deepest) this.stop(`嵌套超过 ${deepest} 层`)
    const at = this.at
    const start = this.text[at]
    if (start === '{') return this.members(level)
    if (start === '[') return this.list(level)
    const value = start === '"' ? this.string() : this.wordOrNumber()
    return { kind: 'plain', value, raw: this.text.slice(at, this.at), at, end: this.at }
  }

  private members(level: number): JsonNode {
    const start = this.at
    const members: { name: string; at: number; node: JsonNode }[] = []
    this.parts('}', () => {
      this.space()
      const at = this.at
      if (this.text[at] !== '"') this.stop(`这里要写用英文双引号括起的名称${this.advice()}`)
      const name = this.string()
      if (members.some(one => one.name === name)) this.stop(`${name} 写了两次`, at)
      this.space()
      if (this.text[this.at] !== ':') this.stop('名称后面要写英文冒号')
      this.at += 1
      members.push({ name, at, node: this.value(level + 1) })
    })
    return { kind: 'members', members, at: start, end: this.at }
  }

  private list(level: number): JsonNode {
    const start = this.at
    const items: JsonNode[] = []
    this.parts(']', () => items.push(this.value(level + 1)))
    return { kind: 'list', items, at: start, end: this.at }
  }

  private parts(close: string, read: () => void): void {
    this.at += 1
    this.space()
    if (this.text[this.at] === close) {
      this.at += 1
      return
    }
    for (;;) {
      read()
      this.space()
      const next = this.text[this.at]
      if (next !== ',' && next !== close) this.stop(`这里要写英文逗号或 ${close}${this.advice()}`)
      this.at += 1
      if (next === close) return
      this.space()
      if (this.text[this.at] === close) this.stop(`${close} 前面多了一个逗号`)
    }
  }

  private string(): string {
    const start = this.at
    const found = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/.exec(this.text.slice(start))
    if (!found) this.stop('这段文字没有写完，或有不能直接写的字符', start)
    this.at += found![0].length
    return JSON.parse(found![0]) as string
  }

  private wordOrNumber(): number | boolean | null {
    const start = this.at
    const word = /^[-+.\w]*/.exec(this.text.slice(start))![0]
    this.at += word.length
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(word)) return Number(word)
    this.at = start
    return this.stop(word ? `${word} 不是 JSON 的值` : `这里要写一个值${this.advice()}`)
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] || '')) this.at += 1
  }

  private advice(): string {
    const found = this.text[this.at] || ''
    if (/[“”„‘’「」＂]/.test(found)) return '，请把中文引号换成英文双引号'
    if (found === "'") return '，请把单引号换成双引号'
    if (/[，：｛｝]/.test(found)) return '，请换成英文标点'
    return found ? '' : '，内容在这里断了'
  }

  private stop(problem: string, at = this.at): never {
    throw new TextFault(at, problem)
  }
}

/**
 * Reads JSON text.
 * @throws TextFault with the place of the error
 */
export const readJsonText = (text: string): JsonNode => new Reader(text).whole()

/** A place in a text: line and column, from 1. */
export function placeIn(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n')
  return `第 ${lines.length} 行第 ${Array.from(lines[lines.length - 1]!).length + 1} 列`
}
