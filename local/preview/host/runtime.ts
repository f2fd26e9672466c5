import { builtinTemplates, framedLengths } from '../compile/host-markup'
import { texts } from '../texts'
import { registerBuiltins } from './builtins/register'
import { complainOfError } from './complain'
import {
  type CodeSpace,
  type ComponentInstance,
  type ComponentNode,
  createEnvironment,
  DomBackend,
  easel,
  instancePrototype,
} from './easel'
import { withoutForeignFiles } from './foreign-files'
import { host, type Runtime } from './host'
import type { Program } from './program'
import { listensForLongPress, Touches, touchFields } from './touches'

/** Sets glass-easel up as a mini program's base library is. */
export function createRuntime(program: Program, pages: HTMLElement): Runtime {
  const touches = new Touches(pages)
  const environment = createEnvironment()
  const builtins = registerBuiltins(environment.getGlobalCodeSpace(), program.templates)
  const backend = new PreviewBackend()
  const associated = environment.associateBackend(backend)
  backend.onEvent((target, type, detail, options) => {
    if (type === 'tap' && touches.takesTap()) return 0 as never
    const { originalEvent } = options as { originalEvent?: unknown }
    const extraFields = touchFields(originalEvent, pages)
    const event = new easel.Event(type, detail, { ...(options as object), extraFields })
    easel.Event.dispatchEvent(target as unknown as ComponentNode, event)
    return event.getEventBubbleStatus() as never
  })
  const space = environment.createCodeSpace('main', true)
  for (const [tag, definition] of builtins) space.getComponentSpace().setGlobalUsingComponent(tag, definition)
  fireReady(space)
  adjustOptions(space)
  showTestIds()
  complainAboutFailures()
  instancePrototype.getTabBar = findTabBar
  return { space, createRoot: (tag, url) => associated.createRoot(tag, space, url) }
}

/** The custom tab bar of the page that a page or component is on. */
function findTabBar(this: ComponentInstance, found?: (tabBar: ComponentInstance) => void): unknown {
  const element = this._$.getBackendElement()
  const { stack, top } = host().pages
  const page = stack.find(one => one.instance === this || one.element.contains(element)) ?? top
  const tabBar = page?.tabBar?.get()
  if (found && tabBar) found(tabBar)
  return tabBar
}

/** glass-easel leaves the lifetime `ready` to its host; children come before their parents. */
function fireReady(space: CodeSpace): void {
  let waiting: ComponentNode[] = []
  const attached = function (this: ComponentInstance) {
    if (waiting.length === 0) {
      setTimeout(() => {
        const ready = waiting.reverse()
        waiting = []
        // A page may be closed before its turn comes.
        for (const node of ready) if (easel.Element.isAttached(node)) node.triggerLifetime('ready', [])
      })
    }
    waiting.push(this._$ ?? this)
  }
  space.setOverallBehavior(space.getComponentSpace().defineBehavior({ lifetimes: { attached } }))
}

/** Plain ids in the page, for `#id` in WXSS and `for` of labels. */
function adjustOptions(space: CodeSpace): void {
  const prepare = space.prepareComponentOptions
  space.prepareComponentOptions = function (path, options) {
    const [prepared, isolation] = prepare.call(this, path, options)
    return [{ ...prepared, writeIdToDOM: true, writeFieldsToNode: false, idPrefixGenerator: null }, isolation]
  }
}

/** `data-testid` means nothing to WeChat; in the page it lets a test find an element. */
function showTestIds(): void {
  const prototype = easel.Element.prototype
  const setDataset = prototype.setDataset
  prototype.setDataset = function (name, value) {
    setDataset.call(this, name, value)
    if (name === 'testid') this.getBackendElement()?.setAttribute('data-testid', String(value))
  }
}

function complainAboutFailures(): void {
  const nameOf = (near: ComponentNode | string | undefined) => (typeof near === 'string' ? near : near?.is)
  easel.addGlobalErrorListener((error, method, near) => {
    complainOfError(
      texts.notices.failedIn(nameOf(near) ?? texts.notices.miniProgram, method ?? texts.notices.template),
      error,
    )
    return false
  })
  easel.addGlobalWarningListener((message, near) => {
    // WeChat works on, and says so in its console alone. Repeating by a number, and attributes that nothing takes, are
    // nothing to it.
    if (!/^Use number as for-list|is not a valid property$/.test(message))
      console.warn(near ? texts.notices.because(String(nameOf(near)), message) : message)
    return false
  })
}

/** Events of the browser that reach WXML handlers as they are; the others are fired by the built-ins. */
const browserEvents = new Set([
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
])
/** Elements that become keyboard targets when the mini program listens for taps on them. */
const focusedByTap = /^wx-(view|text|image|icon)$|^(?!wx-)/

/** A component may be called `section`: only a name with a dash means nothing to HTML. */
function elementName(tag: string): string {
  if (tag === 'page' || tag in builtinTemplates) return `wx-${tag}`
  return tag.includes('-') ? tag : `component-${tag}`
}

/** Draws glass-easel's elements in the page. */
class PreviewBackend extends DomBackend {
  constructor() {
    super()
    const makeDocument = {
      createElement: (tag: string) => this.#createElement(tag),
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    }
    Object.assign(this, { document: makeDocument })
  }

  /** `h-x` is the HTML element x; a built-in `x` is `<wx-x>`, for an `<input>` of HTML could hold no children. */
  #createElement(tag: string): HTMLElement {
    if (tag.startsWith('h-')) return document.createElement(tag.slice(2))
    const element = document.createElement(elementName(tag))
    const setAttribute = element.setAttribute.bind(element)
    element.setAttribute = (name, value) =>
      setAttribute(name, name === 'style' ? withoutForeignFiles(framedLengths(String(value))) : value)
    return element
  }

  override setListenerStats(element: never, type: string, isCapture: boolean, level: never): void {
    if (browserEvents.has(type)) super.setListenerStats(element, type, isCapture, level)
    const target = element as unknown as HTMLElement | undefined
    if (target && (type === 'longpress' || type === 'longtap')) listensForLongPress(target)
    if (type !== 'tap' || !target?.localName || target.hasAttribute('tabindex')) return
    if (focusedByTap.test(target.localName)) target.setAttribute('tabindex', '0')
  }
}
