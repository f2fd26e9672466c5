import { texts } from '../texts'
import { drawBars } from './bars'
import { complain, complainTo, runSafely } from './complain'
import { type CodeSpace, type DefinitionGlobals, easel, nodeOf } from './easel'
import { type Host, setHost } from './host'
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
  const first = surroundings.firstPage ?? program.pages[0]!
  const [path = ''] = first.split('?')
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
  // As in WeChat the app is launched before the first script of a page runs, which may use what it prepares.
  setGlobals(host, () => callApp(app, 'onLaunch', path))
  runSafely('app', () => program.load())
  registerUnits(host.runtime.space, program)
  host.loading = undefined
  loaded()
  tapByKeyboard(phone.pages)
  theme.onChange(drawBars)
  callApp(app, 'onShow', path)
  return {
    host,
    openFirstPage: () => openFirst(host, first),
    setTheme: next => theme.set(next),
  }
}

function setGlobals({ app, pages }: Host, onLaunch: () => void): void {
  Object.assign(globalThis, {
    wx: createWx(),
    App(options: object) {
      Object.assign(app, options)
      onLaunch()
    },
    getApp: () => app,
    getCurrentPages: () => pages.stack.map(page => page.instance),
  })
}

function callApp(app: Record<string, unknown>, method: string, path: string): void {
  const member = app[method]
  const options = { path, query: {}, scene: 1001, referrerInfo: {} }
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
function registerUnits(space: CodeSpace, program: Program): void {
  for (const unit of program.units) registerUnit(space, program, unit)
}

function registerUnit(space: CodeSpace, program: Program, unit: ProgramUnit): void {
  const { path, config, styleScope, load } = unit
  const usingComponents = { ...program.globalComponents, ...config.usingComponents }
  space.addComponentStaticConfig(path, { ...config, usingComponents })
  space.addCompiledTemplate(path, { groupList: program.templates, content: program.templates[path] })
  space.addStyleSheet(path, undefined, styleScope)
  space.componentEnv(path, globals => {
    let isRegistered = false
    let failure: unknown
    const withBehaviors = (definition: Definition) => withoutPlatformBehaviors(definition, path)
    const scriptGlobals: DefinitionGlobals = {
      Page(definition) {
        isRegistered = true
        globals.Page(withBehaviors(definition))
      },
      Component(definition) {
        isRegistered = true
        return definition ? globals.Component(withBehaviors(definition)) : globals.Component()
      },
      Behavior: Object.assign(
        (definition?: Definition) =>
          definition ? globals.Behavior(withBehaviors(definition)) : globals.Behavior(),
        { trait: globals.Behavior.trait },
      ),
    }
    Object.assign(globalThis, scriptGlobals)
    try {
      load()
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

/** WeChat's own behaviors are written as text, such as `wx://form-field`; the host has none of them. */
function withoutPlatformBehaviors(definition: Definition, path: string): Definition {
  if (!Array.isArray(definition.behaviors)) return definition
  const named = definition.behaviors.filter((behavior: unknown) => typeof behavior === 'string')
  for (const name of named) complain(texts.notices.noBehavior(path, name))
  return { ...definition, behaviors: definition.behaviors.filter(behavior => !named.includes(behavior)) }
}
