import type { BuildProblem } from '../compile/build-error'
import type { Theme } from '../host/program'
import type { PreviewCaller } from '../server'

/** What the server put into the page. */
export interface PageState {
  name: string
  /** Tells projects apart that are served at the same address, one after the other. */
  project: string
  appId: string
  /** Proves to the server that a call comes from this page. */
  token: string
  callers: PreviewCaller[]
  /** What the buttons for the emulator say. */
  actions: string[]
  version: number
  /** The addresses of its scripts, in their order. */
  scripts: string[]
  /** Why there is nothing to show. */
  problems: BuildProblem[]
  /** Whether there is an emulator with a database and a storage. */
  hasCloud: boolean
  /** Whether the browser loads pictures of https from anywhere. */
  allowsImages: boolean
  /** What is drawn as a box or left out. */
  warnings: BuildProblem[]
}

export function readState(): PageState {
  return JSON.parse(document.getElementById('preview-state')!.textContent!) as PageState
}

const session = {
  caller: 'preview-caller',
  page: 'preview-page',
  theme: 'preview-theme',
  calls: 'preview-calls',
}

/** What outlives a reload in this tab. */
export function remembered(key: keyof typeof session): string | undefined {
  return sessionStorage.getItem(session[key]) ?? undefined
}

export function remember(key: keyof typeof session, value: string | undefined): void {
  if (value === undefined) sessionStorage.removeItem(session[key])
  else sessionStorage.setItem(session[key], value)
}

/** A word from the address of the page, as `?caller=customer`. */
export function fromAddress(name: 'caller' | 'page' | 'theme'): string | undefined {
  return new URLSearchParams(location.search).get(name) ?? undefined
}

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
