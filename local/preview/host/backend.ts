import { builtinTemplates } from '../compile/builtin-templates'
import { framedLengths } from '../compile/rpx'
import { complain } from './complain'
import { DomBackend } from './easel'

/** Events of the browser that reach WXML handlers as they are; the others are fired by the built-ins. */
const browserEvents = new Set([
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationend',
])
const unsupportedEvents = new Set(['longpress', 'longtap'])
/** Elements that become keyboard targets when the mini program listens for taps on them. */
const focusedByTap = /^wx-(view|text|image|icon)$|^(?!wx-)/

/** A component may be called `section`: only a name with a dash means nothing to HTML. */
function elementName(tag: string): string {
  if (tag === 'page' || tag in builtinTemplates) return `wx-${tag}`
  return tag.includes('-') ? tag : `component-${tag}`
}

/** Draws glass-easel's elements in the page. */
export class PreviewBackend extends DomBackend {
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
      setAttribute(name, name === 'style' ? framedLengths(String(value)) : value)
    return element
  }

  override setListenerStats(element: never, type: string, isCapture: boolean, level: never): void {
    if (unsupportedEvents.has(type)) complain(`the preview has no event "${type}"`)
    if (browserEvents.has(type)) super.setListenerStats(element, type, isCapture, level)
    const target = element as unknown as HTMLElement | undefined
    if (type !== 'tap' || !target?.localName || target.hasAttribute('tabindex')) return
    if (focusedByTap.test(target.localName)) target.setAttribute('tabindex', '0')
  }
}
