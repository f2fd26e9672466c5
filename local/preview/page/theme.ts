import type { Theme } from '../host/program'
import { fromAddress, remember, remembered } from './state'

export type ThemeChoice = Theme | 'system'

const system = matchMedia('(prefers-color-scheme: dark)')

/** The theme of the page: what was chosen, or what the system says. */
export class PageTheme {
  choice: ThemeChoice
  readonly #apply: (theme: Theme) => void

  constructor(apply: (theme: Theme) => void) {
    const known = fromAddress('theme') ?? remembered('theme')
    this.choice = known === 'light' || known === 'dark' ? known : 'system'
    this.#apply = apply
    system.addEventListener('change', () => this.apply())
  }

  get current(): Theme {
    if (this.choice !== 'system') return this.choice
    return system.matches ? 'dark' : 'light'
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice
    remember('theme', choice)
    this.apply()
  }

  apply(): void {
    document.documentElement.dataset.theme = this.current
    this.#apply(this.current)
  }
}
