import { type BuildProblem, describeProblem } from '../compile/build-error'
import { make, makeButton } from '../host/dom'
import type { RunningMiniProgram } from '../host/launch'
import type { Surroundings } from '../host/program'
import { texts } from '../texts'
import { CallPanel, cloudClient, payClient, postTo, refusalOf, userClient } from './calls'
import { EmulatorCloud } from './cloud'
import { RefusalPanel, ServerNetwork } from './network'
import { type Line, News } from './news'
import {
  fromAddress,
  type PageState,
  PageTheme,
  readState,
  remember,
  remembered,
  type ThemeChoice,
} from './state'

/** The place above everything where the preview says what it cannot do. */
class Notices {
  readonly element = make('div', 'notices', { role: 'alert' })

  add(message: string): void {
    const words = make('p', '', {}, message)
    const close = makeButton('close', '×', () => notice.remove())
    close.setAttribute('aria-label', texts.page.closeNotice)
    const notice = make('div', 'notice', {}, words, close)
    this.element.append(notice)
  }
}

const state = readState()
const notices = new Notices()
const panel = new CallPanel()
const refusals = new RefusalPanel()
const warned = make('div')
const caller = chosenCaller(state)
const news = new News(caller.openid)
let running: RunningMiniProgram | undefined
/** What was said on this page. */
const complaints = new Set<string>()
const theme = new PageTheme(next => running?.setTheme(next))

draw()
watchBuilds(news)

function draw(): void {
  document.documentElement.lang = texts.page.language
  const place = make('div', 'phone-place', { lang: 'zh-CN' })
  document.body.append(notices.element, make('div', 'stage', {}, place, drawPanel()))
  theme.apply()
  if (state.problems.length > 0) {
    place.replaceWith(drawProblems(state.problems))
    return
  }
  addEventListener('error', event => complain(event.message))
  addEventListener('unhandledrejection', event => {
    const { message, errMsg } = (event.reason ?? {}) as { message?: string; errMsg?: string }
    const what = String(errMsg ?? message ?? event.reason)
    // What is missing was named when it was called.
    if (![...complaints].some(words => what.endsWith(words))) complain(texts.page.uncaught(what))
  })
  const scripts = state.scripts.map(src => make('script', '', { src }))
  for (const script of scripts) {
    // One after the other.
    script.async = false
    // There is a newer one already.
    script.addEventListener('error', () => location.reload())
  }
  scripts.at(-1)!.addEventListener('load', () => start(place))
  document.body.append(...scripts)
}

function complain(message: string, cause?: unknown): void {
  complaints.add(message)
  console.error(...(cause === undefined ? [message] : [message, cause]))
  notices.add(message)
}

function start(root: HTMLElement): void {
  type Globals = { miniProgram: { launch(surroundings: Surroundings): RunningMiniProgram } }
  const firstPage = remembered('page') ?? fromAddress('page')
  remember('page', undefined)
  running = (globalThis as unknown as Globals).miniProgram.launch({
    root,
    appId: state.appId,
    name: state.name,
    firstPage,
    theme: theme.current,
    storage: storageOf(`${state.project}/${caller.openid}`),
    assetUrl: path => `/files/${path}`,
    callFunction: cloudClient(state, caller, call => panel.add(call)),
    pay: payClient(state),
    forUser: userClient(state, caller),
    cloud: state.hasCloud ? new EmulatorCloud(state, caller, news, call => panel.add(call)) : undefined,
    network: new ServerNetwork(state.token, refused => refusals.add(refused)),
    mayLoad,
    copyText: text => navigator.clipboard.writeText(text),
    readText: () => navigator.clipboard.readText(),
    complain,
  })
  running.openFirstPage()
}

/** Without leave the browser loads nothing from elsewhere: who put it there would see who looks at it. */
function mayLoad(url: string, kind: 'picture' | 'font'): boolean {
  const { protocol, hostname } = new URL(url)
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  const isAllowed = isHere || (protocol === 'https:' && state.allowsImages)
  if (isAllowed && kind === 'picture') return true
  refusals.addLine(kind === 'picture' ? texts.network.pictures : texts.network.fonts)
  return false
}

function drawPanel(): HTMLElement {
  const callers = state.callers.map(({ name, openid }) => ({ value: openid, words: name }))
  const themes: { value: ThemeChoice; words: string }[] = [
    { value: 'system', words: texts.page.system },
    { value: 'light', words: texts.page.light },
    { value: 'dark', words: texts.page.dark },
  ]
  warned.replaceChildren(...drawWarnings(state))
  return make(
    'aside',
    'panel',
    { 'aria-label': texts.page.about },
    make('p', 'project-name', {}, state.name),
    makeSwitch('caller', texts.page.caller, callers, caller.openid, openid => {
      remember('caller', openid)
      // The other caller opens the mini program on a phone of their own.
      location.assign('/')
    }),
    makeSwitch('theme', texts.page.theme, themes, theme.choice, choice =>
      theme.choose(choice as ThemeChoice),
    ),
    ...drawActions(state),
    warned,
    refusals.element,
    panel.element,
  )
}

function chosenCaller({ callers }: PageState) {
  const known = fromAddress('caller') ?? remembered('caller')
  return callers.find(({ name, openid }) => name === known || openid === known) ?? callers[0]!
}

function watchBuilds(news: News): void {
  news.listen(line => {
    if (line === 'closed' || line.version === undefined || line.version === state.version) return
    if (running && line.looks && line.version === state.version + 1) takeLooks(line.version, line.looks)
    else reload()
  })
}

/** Loads the mini program anew, at the page in front. */
function reload(): void {
  const page = running?.host.pages.top
  const query = Object.entries(page?.query ?? {}).map(([name, value]) => `${name}=${value}`)
  if (page) remember('page', `${page.path}?${query.join('&')}`)
  location.reload()
}

/** The mini program goes on with other templates and styles. */
function takeLooks(version: number, { warnings }: NonNullable<Line['looks']>): void {
  Object.assign(state, { version, warnings })
  warned.replaceChildren(...drawWarnings(state))
  const script = make('script', '', { src: `/mini-program-change.js?version=${version}` })
  // One after the other.
  script.async = false
  script.addEventListener('load', () => script.remove())
  // There is a newer one already.
  script.addEventListener('error', reload)
  document.body.append(script)
}

/** The browser's storage as the phone of one person with one project: neither another caller nor another project finds it. */
function storageOf(owner: string): Surroundings['storage'] {
  const own = (key: string) => `${owner}/${key}`
  const names = () => Object.keys(localStorage).filter(name => name.startsWith(own('')))
  return {
    get length() {
      return names().length
    },
    key: index => names()[index]?.slice(own('').length) ?? null,
    getItem: key => localStorage.getItem(own(key)),
    setItem: (key, value) => localStorage.setItem(own(key), value),
    removeItem: key => localStorage.removeItem(own(key)),
  }
}

/** A row of radio buttons under a title. */
function makeSwitch(
  name: string,
  title: string,
  choices: { value: string; words: string }[],
  current: string,
  onChange: (value: string) => void,
): HTMLElement {
  const fieldset = make('fieldset', 'switch', {}, make('legend', '', {}, title))
  for (const { value, words } of choices) {
    const radio = make('input', '', { type: 'radio', name, value })
    radio.checked = value === current
    radio.addEventListener('change', () => onChange(value))
    fieldset.append(make('label', '', {}, radio, ` ${words}`))
  }
  return fieldset
}

/** The buttons for what can be done to the emulator; nothing when there are none. */
function drawActions({ actions, token }: PageState): HTMLElement[] {
  if (actions.length === 0) return []
  const said = make('p', 'said', { role: 'status' })
  const buttons = actions.map(words =>
    makeButton('action', words, async () => {
      said.textContent = '…'
      said.textContent = await act(words, token)
    }),
  )
  return [make('fieldset', 'switch', {}, make('legend', '', {}, texts.page.emulator), ...buttons, said)]
}

/** What of the mini program is drawn as a box or left out, folded; nothing when that is nothing. */
function drawWarnings({ warnings }: PageState): HTMLElement[] {
  if (warnings.length === 0) return []
  const items = warnings.map(warning => make('li', '', {}, describeProblem(warning)))
  const title = make('summary', '', {}, texts.page.warnings(warnings.length))
  return [make('details', 'warnings', {}, title, make('ul', '', {}, ...items))]
}

async function act(words: string, token: string): Promise<string> {
  try {
    const response = await postTo('/__preview/action', token, JSON.stringify({ words }))
    if (!response.ok) return await refusalOf(response)
    return ((await response.json()) as { said: string }).said
  } catch {
    return texts.page.noServer
  }
}

/** What is shown instead of the phone when the mini program could not be built. */
function drawProblems(problems: BuildProblem[]): HTMLElement {
  const items = problems.map(problem => make('li', '', {}, describeProblem(problem)))
  const title = make('h1', '', {}, texts.page.notBuilt)
  const hint = make('p', '', {}, texts.page.saveAgain)
  return make('main', 'problems', {}, title, make('ul', '', {}, ...items), hint)
}
