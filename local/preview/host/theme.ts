import type { Phone } from './phone'
import type { Program, Theme } from './program'

/** Which theme is on, and who wants to know when it changes. */
export class ThemeSwitch {
  readonly #program: Program
  readonly #phone: Phone
  readonly #listeners = new Set<(change: { theme: Theme }) => void>()
  current: Theme = 'light'

  constructor(program: Program, phone: Phone, theme: Theme) {
    this.#program = program
    this.#phone = phone
    this.current = this.#possible(theme)
    phone.setTheme(this.current)
  }

  /** As in WeChat, a mini program without `darkmode` in app.json is always light. */
  #possible(theme: Theme): Theme {
    return this.#program.config.darkmode ? theme : 'light'
  }

  set(theme: Theme): void {
    const next = this.#possible(theme)
    if (next === this.current) return
    this.current = next
    this.#phone.setTheme(next)
    for (const listener of this.#listeners) listener({ theme: next })
  }

  onChange(listener: (change: { theme: Theme }) => void): void {
    this.#listeners.add(listener)
  }

  offChange(listener: (change: { theme: Theme }) => void): void {
    this.#listeners.delete(listener)
  }

  /** The value of a configured colour or icon: `@name` stands in theme.json. */
  resolve(value: string | undefined, otherwise: string): string {
    if (value === undefined) return otherwise
    if (!value.startsWith('@')) return value
    return this.#program.theme?.[this.current]?.[value.slice(1)] ?? otherwise
  }
}
