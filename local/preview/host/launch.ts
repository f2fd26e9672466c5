import { texts } from '../texts'
import { drawBars } from './bars'
import { complain, complainTo, runSafely } from './complain'
import { easel, nodeOf } from './easel'
import { type Host, setHost } from './host'
import { Modules } from './modules'
import { parseQuery } from './pages/page'
import { PageStack } from './pages/page-stack'
import { drawPhone, ThemeSwitch } from './phone'
import type { Program, Surroundings, Theme } from './program'
import { createRuntime } from './runtime'
import { Units } from './units'
import { failLoudly } from './wx/call-style'
import { createWx } from './wx/create-wx'

/** What the place around a running mini program can do with it. */
export interface RunningMiniProgram {
  host: Host
  /** Opens the first page; without it only the app itself runs. */
  openFirstPage(): void
  setTheme(theme: Theme): void
}

/** Starts the mini program: draws the phone, sets the globals, runs every script and the app's `onLaunch`. */
export function launch(program: Program, surroundings: Surroundings): RunningMiniProgram {
  complainTo(surroundings)
  const phone = drawPhone(surroundings.root)
  const theme = new ThemeSwitch(program, phone, surroundings.theme)
  const pages = new PageStack()
  const app: Record<string, unknown> = {}
  const modules = new Modules(program.modules)
  const runtime = createRuntime(program, phone.pages)
  const units = new Units(program, runtime.space, modules)
  const first = surroundings.firstPage ?? program.pages[0]!
  let loaded = () => {}
  const host: Host = {
    program,
    surroundings,
    phone,
    theme,
    pages,
    app,
    runtime: {
      space: runtime.space,
      createRoot(tag, url) {
        units.prepare(url.slice(1).split('?')[0]!)
        return runtime.createRoot(tag, url)
      },
    },
    loading: new Promise(resolve => {
      loaded = resolve
    }),
    assetUrl: (reference, owner) => surroundings.assetUrl(pages.absolute(reference, owner)),
  }
  setHost(host)
  setGlobals(host)
  // A module that the app requires may define a behavior.
  units.run('app', () => runSafely('app', () => program.script && modules.load(program.script)))
  // As in WeChat the app is launched before the first script of a page runs, which may use what it prepares.
  callApp(app, 'onLaunch', first)
  units.registerFirst()
  host.loading = undefined
  loaded()
  tapByKeyboard(phone.pages)
  theme.onChange(drawBars)
  callApp(app, 'onShow', first)
  return {
    host,
    openFirstPage: () => openFirst(host, first),
    setTheme: next => theme.set(next),
  }
}

function setGlobals({ app, pages }: Host): void {
  Object.assign(globalThis, {
    requirePlugin: Object.assign(pluginOf, { async: async (name: string) => pluginOf(name) }),
    wx: createWx(),
    App: (options: object) => Object.assign(app, options),
    getApp: () => app,
    getCurrentPages: () => pages.stack.map(page => page.instance),
  })
}

/** A plugin is not here: what is asked of it is refused by its name. */
const pluginOf = (name: string) => failLoudly(`plugin "${name}"`, {})

function callApp(app: Record<string, unknown>, method: string, url: string): void {
  const member = app[method]
  const path = url.split('?')[0]!
  const options = { path, query: parseQuery(url), scene: 1001, referrerInfo: {}, shareTicket: undefined }
  if (typeof member === 'function') runSafely(`app ${method}`, () => member.call(app, options))
}

function openFirst({ pages, program }: Host, first: string): void {
  const path = first.split('?')[0]!
  if (!program.pages.includes(path)) complain(texts.notices.noPage(path))
  const url = program.pages.includes(path) ? first : program.pages[0]!
  pages.open(url, pages.isTab(url.split('?')[0]!) ? 'switchTab' : 'reLaunch')
}

/** Enter and space on a focused element of the mini program are a tap, as they are on a button of HTML. */
function tapByKeyboard(pages: HTMLElement): void {
  pages.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    const target = event.target as HTMLElement
    const node = nodeOf(target)
    if (!node || !target.hasAttribute('tabindex')) return
    event.preventDefault()
    const { left, top } = target.getBoundingClientRect()
    const options = { bubbles: true, composed: true, capturePhase: true, originalEvent: event }
    easel.triggerEvent(node, 'tap', { x: left, y: top }, options)
  })
}
