import { type Builtin, controlsOf } from '../builtins/builtin'
import type { ComponentInstance, ComponentNode } from '../easel'
import { host } from '../host'

/** A page or component as a mini program hands it over: `this`. */
export type Owner = ComponentInstance | ComponentNode | null | undefined

/** Where ids and selectors are looked up: in the WXML of this page or component, without one of the page in front. */
export function scopeOf(owner: Owner): ComponentNode | undefined {
  const given = (owner as ComponentInstance | undefined)?._$ ?? (owner as ComponentNode | undefined)
  if (typeof given?.getShadowRoot === 'function') return given
  return host().pages.top?.root.getComponent()
}

/** The nodes that a selector finds there, in the order of the document. */
export function nodesAt(scope: ComponentNode | undefined, selector: string): ComponentNode[] {
  return scope?.getShadowRoot()?.querySelectorAll(selector) ?? []
}

/** The first built-in of a tag there that has this id; a canvas may have it as its `canvas-id`. */
export function findBuiltin(tag: string, id: string, owner: Owner): Builtin | undefined {
  const scope = scopeOf(owner)
  const root = scope?.getBackendElement() ?? host().pages.top?.element
  for (const element of root?.querySelectorAll(`wx-${tag}`) ?? []) {
    const self = controlsOf(element)?.self
    const isThere = self?.instance._$.ownerShadowRoot?.getHostNode() === scope
    if (self && isThere && (element.id === id || self.text('canvasId') === id)) return self
  }
  return undefined
}

/** An area of the page in px. */
export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
  width: number
  height: number
}

export function makeRect(left: number, top: number, width: number, height: number): Rect {
  return { left, top, right: left + width, bottom: top + height, width, height }
}

/** Where an element is, from the corner of what the phone shows of its page. */
export function rectOf(element: Element | null): Rect {
  if (!element) return makeRect(0, 0, 0, 0)
  const corner = host().phone.pages.getBoundingClientRect()
  const { left, top, width, height } = element.getBoundingClientRect()
  return makeRect(left - corner.left, top - corner.top, width, height)
}

/** What the phone shows of a page. */
export function viewport(): Rect {
  const { width, pagesHeight } = host().phone.size()
  return makeRect(0, 0, width, pagesHeight)
}
