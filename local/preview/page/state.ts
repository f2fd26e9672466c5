import type { BuildProblem } from '../compile/build-error'
import type { PreviewCaller } from '../server'

/** What the server put into the page. */
export interface PageState {
  name: string
  appId: string
  /** Proves to the server that a call comes from this page. */
  token: string
  callers: PreviewCaller[]
  /** What the buttons for WeChat's stand-in say. */
  actions: string[]
  version: number
  problems: BuildProblem[]
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
