import { texts } from '../texts'
import { drawBars } from './bars'
import { adaptDefinition } from './behaviors'
import { complain, complainTo, runSafely } from './complain'
import { type CodeSpace, type DefinitionGlobals, easel, nodeOf } from './easel'
import { type Host, setHost } from './host'
import { Modules } from './modules'
import { parseQuery } from './pages/page'
import { PageStack } from './pages/page-stack'
import { drawPhone, ThemeSwitch } from './phone'
import type { Program, ProgramUnit, Surroundings, Theme } from './program'
import { createRuntime } from './runtime'
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
  const first = surroundings.firstPage ?? program.pages[0]!
  let loaded = () => {}
  const host: Host = {
    program,
    surroundings,
    phone,
    theme,
    pages,
    app,
    runtime: createRuntime(program, phone.pages),
    loading: new Promise(resolve => {
      loaded = resolve
    }),
    assetUrl: (reference, owner) => surroundings.assetUrl(pages.absolute(reference, owner)),
  }
  setHost(host)
  setGlobals(host)
  // A module that the app requires may define a behavior.
  host.runtime.space.componentEnv('app', globals => {
    setDefinitionGlobals(globals, 'app', () => undefined)
    runSafely('app', () => program.script && modules.load(program.script))
  })
  // As in WeChat the app is launched before the first script of a page runs, which may use what it prepares.
  callApp(app, 'onLaunch', first)
  registerUnits(host.runtime.space, program, modules)
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
    requirePlugin(name: string) {
      complain(texts.notices.noPlugin(name))
      return {}
    },
    wx: createWx(),
    App: (options: object) => Object.assign(app, options),
    getApp: () => app,
    getCurrentPages: () => pages.stack.map(page => page.instance),
  })
}

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

type Definition = Record<string, unknown>

/** Runs the script of every page and component while the globals `Page`, `Component` and `Behavior` mean that unit. */
function registerUnits(space: CodeSpace, program: Program, modules: Modules): void {
  for (const unit of program.units) registerUnit(space, program, unit, modules)
}

/** `Page`, `Component` and `Behavior` as the script at hand sees them. */
function setDefinitionGlobals(globals: DefinitionGlobals, path: string, registered: () => void): void {
  const adapt = (definition: Definition) => adaptDefinition(definition, path, globals)
  const scriptGlobals: DefinitionGlobals = {
    Page(definition) {
      registered()
      globals.Page(adapt(definition))
    },
    Component(definition) {
      registered()
      return definition ? globals.Component(adapt(definition)) : globals.Component()
    },
    Behavior: Object.assign(
      (definition?: Definition) => (definition ? globals.Behavior(adapt(definition)) : globals.Behavior()),
      { trait: globals.Behavior.trait },
    ),
  }
  Object.assign(globalThis, scriptGlobals)
}

function registerUnit(space: CodeSpace, program: Program, unit: ProgramUnit, modules: Modules): void {
  const { path, config, styleScope, script } = unit
  const usingComponents = { ...program.globalComponents, ...config.usingComponents }
  space.addComponentStaticConfig(path, { ...config, usingComponents })
  space.addCompiledTemplate(path, { groupList: program.templates, content: program.templates[path] })
  space.addStyleSheet(path, undefined, styleScope)
  space.componentEnv(path, globals => {
    let isRegistered = !script
    let failure: unknown
    setDefinitionGlobals(globals, path, () => {
      isRegistered = true
    })
    try {
      if (script) modules.load(script)
      else globals.Component({})
    } catch (error) {
      failure = error
    }
    if (isRegistered) {
      if (failure !== undefined) complain(texts.notices.notLoaded(path), failure)
      return
    }
    // Only what shows it suffers from it.
    const reason = failure === undefined ? texts.notices.notRegistered(path) : texts.notices.notLoaded(path)
    globals.Component({ lifetimes: { attached: () => complain(reason, failure) } })
  })
}
