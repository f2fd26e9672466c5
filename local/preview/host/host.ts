import type { Bars } from './bars'
import type { Pages } from './pages/pages'
import type { Phone } from './phone'
import type { Program, Surroundings } from './program'
import type { Runtime } from './runtime'
import type { ThemeSwitch } from './theme'

/** Everything that belongs to the running mini program. */
export interface Host {
  program: Program
  surroundings: Surroundings
  phone: Phone
  theme: ThemeSwitch
  runtime: Runtime
  pages: Pages
  bars: Bars
  /** What `getApp()` returns. */
  app: Record<string, unknown>
  /** The address of a file that WXML or JSON names, relative to the page or component `owner`. */
  assetUrl(reference: string, owner?: string): string
}

let running: Host | undefined

/** The one mini program that runs on this page. */
export function host(): Host {
  if (!running) throw new Error('no mini program is running')
  return running
}

export function setHost(next: Host): void {
  running = next
}
