import { framedLengths } from '../../compile/host-markup'
import { type ComponentInstance, type EaselEvent, easel } from '../easel'

/** What other parts may ask of a built-in on the page. */
export interface Controls {
  /** Runs when the built-in is on the page, and after each change of a property. */
  update?(): void
  /** The value that a form submits under `name`. */
  value?(): unknown
  /** What a form's reset button does to it. */
  reset?(): void
  /** What tapping its label does. */
  activate?(): void
  /** A radio or checkbox tells its group, an item its swiper. */
  changed?(): void
  /** What `fields({ node: true })` of a selector query gives: a canvas, a player, a picture that was taken. */
  node?(): unknown
  /** What `context()` of a selector query gives. */
  context?(): object
}

/** The facts of one built-in component. */
export interface BuiltinDefinition {
  /** Official attributes in camelCase: type, or type with default. `null` takes every type. */
  properties?: Record<string, unknown>
  /** The values that a property takes here, where they are not all of WeChat's. */
  values?: Record<string, readonly string[]>
  /** Properties that the style sheet selects by. */
  reflected?: string[]
  externalClasses?: string[]
  /** Where `hover-class` shows while it is pressed: milliseconds until it shows, and how long it stays. */
  hover?: [start: number, stay: number]
  /** Content of several named places, or the content once for each item of a list. */
  slots?: 'several' | 'each'
  /** Runs when one is put on the page. */
  start?(self: Builtin): Controls | undefined
}

interface EventOptions {
  extraFields?: object
  handleListenerReturn?(value: unknown): void
}

const controls = new WeakMap<Element, { self: Builtin; controls: Controls }>()

/** One built-in component on the page. */
export class Builtin {
  constructor(readonly instance: ComponentInstance) {}

  get element(): HTMLElement {
    return this.instance._$.getBackendElement()!
  }

  get isOnPage(): boolean {
    return this.instance._$.getBackendElement()?.isConnected ?? false
  }

  /** Runs something after what is drawn now, or so many milliseconds later, unless it has left the page by then. */
  later(run: () => void, milliseconds = 0): number {
    return window.setTimeout(() => this.isOnPage && run(), milliseconds)
  }

  property(name: string): unknown {
    return this.instance.data[name]
  }

  text(name: string): string {
    const value = this.property(name)
    return value === null || value === undefined ? '' : String(value)
  }

  isOn(name: string): boolean {
    return Boolean(this.property(name))
  }

  set(properties: Record<string, unknown>): void {
    this.instance.setData(properties)
  }

  /** `extraFields` are told beside the detail; `handleListenerReturn` gets what a handler returns. */
  fire(event: string, detail?: unknown, options?: EventOptions): void {
    easel.triggerEvent(this.instance._$, event, detail, options ?? {})
  }

  /** Also runs for taps on its content. */
  onTap(listener: (event: EaselEvent) => void, isCapture = false): void {
    this.instance._$.addListener('tap', listener, { capture: isCapture })
  }

  /** The HTML element of this class in the built-in's template. */
  inner<Kind extends HTMLElement>(className: string): Kind {
    return this.instance._$.getShadowRoot()!.querySelector(`.${className}`)!.getBackendElement() as Kind
  }

  /** Makes the element a keyboard target with a role. */
  beControl(role: string): void {
    this.element.setAttribute('role', role)
    this.element.setAttribute('tabindex', '0')
  }

  setControls(own: Controls): void {
    controls.set(this.element, { self: this, controls: own })
  }

  /** The nearest built-in of a tag around this one. */
  closest(tag: string): Controls | undefined {
    return controlsOf(this.element.parentElement?.closest(`wx-${tag}`))?.controls
  }

  /** Built-ins of these tags inside this one, in document order. */
  within(...tags: string[]): { self: Builtin; controls: Controls }[] {
    const selector = tags.map(tag => `wx-${tag}`).join(',')
    return [...this.element.querySelectorAll(selector)].flatMap(element => controlsOf(element) ?? [])
  }

  /** The path of the page or component in whose WXML this built-in is written. */
  get owner(): string {
    return this.instance._$.ownerShadowRoot?.getHostNode().is ?? ''
  }
}

/** A length as CSS takes it; without a unit it is in px. */
export const cssLength = (value: unknown): string =>
  /^-?[\d.]+$/.test(String(value)) ? `${value}px` : framedLengths(String(value))

/** What of the page was touched for a tap. */
export const tappedBy = (event: EaselEvent): Element | undefined =>
  (event.getOriginalEvent?.() as Event | undefined)?.target as Element | undefined

/** The built-in that an element of the page belongs to. */
export function controlsOf(element: Element | null | undefined) {
  return element ? controls.get(element) : undefined
}
