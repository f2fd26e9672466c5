import { texts } from '../texts'
import { callApp, entryOf, tellApp, tellError, watchSurroundings } from './app'
import { drawBars, fitBars } from './bars'
import { complain, complainTo, runSafely } from './complain'
import { easel, nodeOf } from './easel'
import { type Host, setHost } from './host'
import { Modules } from './modules'
import { PageStack } from './pages/page-stack'
import { drawPhone, ThemeSwitch } from './phone'
import type { Program, Surroundings, Theme } from './program'
import { createRuntime } from './runtime'
import { Signals } from './signals'
import { Units } from './units'
import { failLoudly } from './wx/call-style'
import { createWx } from './wx/create-wx'

export { changeLooks } from './change-looks'

/** What the place around a running mini program can do with it. */
export interface RunningMiniProgram {
  host: Host
  /** Opens the first page; without it only the app itself runs. */
  openFirstPage(): void
  setTheme(theme: Theme): void
}

/** Starts the mini program: draws the phone, sets the globals, runs every script and the app's `onLaunch`. */
export function launch(program: Program, surroundings: Surroundings): RunningMiniProgram {
  complainTo(surroundings, tellError)
  const phone = drawPhone(surroundings.root)
  const theme = new ThemeSwitch(program, phone, surroundings.theme)
  const pages = new PageStack()
  const app: Record<string, unknown> = {}
  const modules = new Modules(program.modules)
  const runtime = createRuntime(program, phone.pages)
  const units = new Units(program, runtime.space, modules)
  const first = surroundings.firstPage ?? program.pages[0]!
  const entry = entryOf(first)
  let loaded = () => {}
  const host: Host = {
    program,
    surroundings,
    phone,
    theme,
    pages,
    app,
    signals: new Signals(),
    launch: entry,
    entry,
    tabBar: { isHidden: false, style: {}, items: {}, badges: {} },
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
  const firstUnit = program.units.find(({ path }) => path === entry.path)
  fitBars(entry.path, { ...program.config.window, ...firstUnit?.config })
  // As in WeChat the app is launched before the first script of a page runs, which may use what it prepares.
  callApp(host, 'onLaunch', entry)
  units.registerFirst()
  host.loading = undefined
  loaded()
  tapByKeyboard(phone.pages)
  theme.onChange(drawBars)
  watchSurroundings(host)
  tellApp(host, 'AppShow', entry)
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

function openFirst(host: Host, first: string): void {
  const { pages, program } = host
  const { path, query } = entryOf(first)
  const open = (url: string) => pages.open(url, pages.isTab(url.split('?')[0]!) ? 'switchTab' : 'reLaunch')
  if (program.pages.includes(path)) {
    open(first)
    return
  }
  tellApp(host, 'PageNotFound', { path, query, isEntryPage: true })
  // The app may lead to another page instead.
  setTimeout(() => {
    if (pages.top) return
    complain(texts.notices.noPage(path))
    open(program.pages[0]!)
  })
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
