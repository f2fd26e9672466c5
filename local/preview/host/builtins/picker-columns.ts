import { phoneTexts } from '../../texts'
import { make, makeButton } from '../dom'
import type { Builtin } from './builtin'

/** The lists of a `selector` (one) or a `multiSelector` (several, each of which may fill the next). */
export class Columns {
  readonly element = make('div', 'sheet-columns')
  #chosen: number[]
  #value: string
  #range = ''

  constructor(
    private readonly self: Builtin,
    private readonly mode: 'selector' | 'multiSelector',
  ) {
    this.#value = this.#asked()
    this.#chosen = this.#given()
    this.update()
  }

  /** Draws what the page changed: another range, or another value. */
  update(): void {
    const value = this.#asked()
    if (value !== this.#value) this.#chosen = this.#given()
    this.#value = value
    const names = this.#names()
    this.#chosen = names.map((column, at) => {
      const index = this.#chosen[at] ?? 0
      return index >= 0 && index < column.length ? index : 0
    })
    const range = JSON.stringify(names)
    if (range !== this.#range) this.#draw(names)
    this.#range = range
    this.#mark()
  }

  /** What the page is told; nothing where there is nothing to choose. */
  answer(): { value: unknown } | undefined {
    if (this.mode === 'multiSelector') return { value: this.#chosen }
    // WeChat hands the index over as text.
    return this.#names()[0]!.length > 0 ? { value: String(this.#chosen[0]) } : undefined
  }

  #asked = (): string => JSON.stringify(this.self.property('value') ?? null)

  #given(): number[] {
    const value = this.self.property('value')
    return (Array.isArray(value) ? value : [value]).map(index => Number(index) || 0)
  }

  #names(): string[][] {
    const key = this.self.text('rangeKey')
    const range = this.self.property('range')
    const columns = this.mode === 'selector' ? [range] : Array.isArray(range) ? range : []
    const nameOf = (item: unknown) =>
      String((key ? (item as Record<string, unknown> | null)?.[key] : item) ?? '')
    return columns.map(column => (Array.isArray(column) ? column.map(nameOf) : []))
  }

  #draw(names: string[][]): void {
    const label = this.self.text('headerText') || phoneTexts.choose
    const lists = names.map((column, at) => {
      const title = names.length > 1 ? `${label} ${at + 1}` : label
      const list = make('div', 'sheet-list', { role: 'radiogroup', 'aria-label': title })
      list.append(...column.map((name, index) => this.#makeChoice(at, name, index)))
      return list
    })
    const focused = [...this.element.querySelectorAll('button')].indexOf(
      document.activeElement as HTMLButtonElement,
    )
    this.element.replaceChildren(...lists)
    this.element.querySelectorAll('button')[focused]?.focus()
  }

  #makeChoice(column: number, name: string, index: number): HTMLElement {
    const button = makeButton('sheet-choice', name, () => {
      const isNew = this.#chosen[column] !== index
      this.#chosen[column] = index
      this.#mark()
      if (isNew && this.mode === 'multiSelector') this.self.fire('columnchange', { column, value: index })
    })
    button.setAttribute('role', 'radio')
    return button
  }

  #mark(): void {
    for (const [at, list] of [...this.element.children].entries())
      for (const [index, choice] of [...list.children].entries())
        choice.setAttribute('aria-checked', String(index === this.#chosen[at]))
  }
}
