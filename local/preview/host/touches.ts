import { type ComponentNode, easel, nodeOf } from './easel'

/** As in WeChat: a finger that rests so long, in milliseconds, presses long. */
const longPressMilliseconds = 350
/** A finger that moves farther, in px, no longer taps or presses. */
const slack = 10

/** One finger, or the mouse with its button down; lengths in px from the phone's corner. */
interface Finger {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  force: number
  /** On a canvas, from its corner. */
  x?: number
  y?: number
}

/** The members that WeChat's touch events have beside `detail`. */
export function touchFields(original: unknown, pages: HTMLElement): object | undefined {
  if (typeof TouchEvent === 'function' && original instanceof TouchEvent) {
    const list = (touches: TouchList) =>
      [...touches].map(touch => fingerOf(touch.identifier, touch, original.target, pages))
    return { touches: list(original.touches), changedTouches: list(original.changedTouches) }
  }
  if (!(original instanceof MouseEvent)) return undefined
  const finger = fingerOf(0, original, original.target, pages)
  return { touches: [finger], changedTouches: [finger] }
}

function fingerOf(
  identifier: number,
  { clientX, clientY }: { clientX: number; clientY: number },
  target: EventTarget | null,
  pages: HTMLElement,
): Finger {
  const phone = pages.getBoundingClientRect()
  const x = clientX - phone.left
  const y = clientY - phone.top
  const finger = { identifier, pageX: x, pageY: y, clientX: x, clientY: y, force: 1 }
  const canvas = target instanceof Element ? target.closest('wx-canvas')?.getBoundingClientRect() : undefined
  return canvas ? { ...finger, x: clientX - canvas.left, y: clientY - canvas.top } : finger
}

/** Elements whose long press the mini program listens for: there a long press is no tap. */
const pressed = new WeakSet<Element>()

export function listensForLongPress(element: Element): void {
  pressed.add(element)
}

/** Gives the mini program touches by mouse, and long presses by either. */
export class Touches {
  #isPressed = false

  constructor(readonly pages: HTMLElement) {
    let press: { timer: number; from: PointerEvent } | undefined
    let dragged: ComponentNode | undefined
    const end = () => window.clearTimeout(press?.timer)
    pages.addEventListener(
      'pointerdown',
      event => {
        this.#isPressed = false
        press = { from: event, timer: window.setTimeout(() => this.#pressLong(event), longPressMilliseconds) }
        if (event.pointerType !== 'mouse' || event.button !== 0) return
        dragged = nearestNode(event.target)
        this.#fire(dragged, 'touchstart', event)
      },
      { capture: true },
    )
    window.addEventListener('pointermove', event => {
      const { clientX, clientY } = press?.from ?? event
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) > slack) end()
      this.#fire(dragged, 'touchmove', event)
    })
    for (const type of ['pointerup', 'pointercancel'] as const) {
      window.addEventListener(type, event => {
        end()
        this.#fire(dragged, type === 'pointerup' ? 'touchend' : 'touchcancel', event)
        dragged = undefined
      })
    }
  }

  /** Whether the tap that comes now was a long press that somebody listened for. */
  takesTap(): boolean {
    return this.#isPressed
  }

  #pressLong(event: PointerEvent): void {
    const target = event.target as Element
    for (let element: Element | null = target; element; element = element.parentElement) {
      if (pressed.has(element)) this.#isPressed = true
    }
    for (const type of ['longpress', 'longtap']) this.#fire(nearestNode(target), type, event)
  }

  #fire(node: ComponentNode | undefined, type: string, event: PointerEvent): void {
    if (!node) return
    const { changedTouches } = touchFields(event, this.pages) as { changedTouches: Finger[] }
    const touches = type === 'touchend' || type === 'touchcancel' ? [] : changedTouches
    const { pageX: x, pageY: y } = changedTouches[0]!
    easel.triggerEvent(
      node,
      type,
      { x, y },
      {
        bubbles: true,
        composed: true,
        capturePhase: true,
        originalEvent: event,
        extraFields: { touches, changedTouches },
      },
    )
  }
}

function nearestNode(target: EventTarget | null): ComponentNode | undefined {
  for (let element = target as Element | null; element; element = element.parentElement) {
    const node = nodeOf(element)
    if (node) return node
  }
  return undefined
}
