import { type Builtin, controlsOf } from '../builtins/builtin'
import { type ComponentNode, instancePrototype } from '../easel'
import { host } from '../host'
import { canvasContext } from './canvas'
import { mapContext } from './map'
import { audioContext, videoContext } from './players'
import { nodesAt, type Owner, rectOf, scopeOf, viewport } from './scope'

/** What a query asks of a node. */
interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

type Found = Record<string, unknown>
type Callback = (this: SelectorQuery, found: unknown) => void

/** Collects what is asked with `select…().fields(…)`, and answers all of it at once. */
class SelectorQuery {
  readonly #asked: { look(): unknown; callback?: Callback }[] = []
  #owner: Owner

  constructor(owner?: Owner) {
    this.#owner = owner
  }

  /** From now on selects in this page or component. */
  in(owner: Owner): this {
    this.#owner = owner
    return this
  }

  select(selector: string): object {
    const owner = this.#owner
    return this.#nodes(fields => {
      const [node] = nodesAt(scopeOf(owner), selector)
      return node ? factsOf(node, fields) : null
    })
  }

  selectAll(selector: string): object {
    const owner = this.#owner
    return this.#nodes(fields => nodesAt(scopeOf(owner), selector).map(node => factsOf(node, fields)))
  }

  /** Selects the page itself, as far as the phone shows it. */
  selectViewport(): object {
    return this.#nodes(viewportFacts)
  }

  exec(done?: Callback): void {
    setTimeout(() => {
      const results = this.#asked.map(({ look }) => look())
      for (const [index, { callback }] of this.#asked.entries()) callback?.call(this, results[index])
      done?.call(this, results)
    })
  }

  /** What is selected: each method asks something of it. */
  #nodes(look: (fields: Fields) => unknown): object {
    const ask = (fields: Fields, callback?: Callback) => {
      this.#asked.push({ look: () => look(fields), callback })
      return this
    }
    return {
      fields: ask,
      boundingClientRect: (callback?: Callback) =>
        ask({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) => ask({ id: true, dataset: true, scrollOffset: true }, callback),
      node: (callback?: Callback) => ask({ node: true }, callback),
      context: (callback?: Callback) => ask({ context: true }, callback),
    }
  }
}

function factsOf(node: ComponentNode, fields: Fields): Found {
  const element = node.getBackendElement()
  const found: Found = {}
  if (fields.id) found.id = node.id
  if (fields.dataset) found.dataset = { ...node.dataset }
  if (fields.mark) found.mark = node.collectMarks()
  const { width, height, ...sides } = rectOf(element)
  if (fields.rect) Object.assign(found, sides)
  if (fields.size) Object.assign(found, { width, height })
  if (fields.scrollOffset) Object.assign(found, scrollOf(element))
  Object.assign(found, ownFacts(node, fields))
  const style = element && fields.computedStyle ? getComputedStyle(element) : undefined
  for (const name of (style && fields.computedStyle) ?? []) {
    const property = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    found[name] = style?.getPropertyValue(property)
  }
  return found
}

/** What only a component or a built-in has. */
function ownFacts(node: ComponentNode, { properties = [], ...fields }: Fields): Found {
  const found: Found = {}
  const data = typeof node.getMethodCaller === 'function' ? node.getMethodCaller().data : {}
  for (const name of properties) if (name in data) found[name] = data[name]
  const builtin = controlsOf(node.getBackendElement())
  if (fields.node) found.node = builtin?.controls.node?.() ?? null
  if (fields.context)
    found.context = builtin?.controls.context?.() ?? (builtin && contextOf(builtin.self)) ?? null
  return found
}

function contextOf(self: Builtin): object | undefined {
  const makers: Record<string, (find: () => Builtin) => object> = {
    'wx/video': videoContext,
    'wx/audio': audioContext,
    'wx/map': mapContext,
    'wx/canvas': canvasContext,
  }
  return makers[self.instance._$.is]?.(() => self)
}

function viewportFacts(fields: Fields): Found {
  const page = host().pages.top
  const { width, height, ...sides } = viewport()
  const found: Found = {}
  if (fields.id) found.id = ''
  if (fields.dataset) found.dataset = {}
  if (fields.mark) found.mark = {}
  if (fields.rect) Object.assign(found, sides)
  if (fields.size) Object.assign(found, { width, height })
  if (fields.scrollOffset) Object.assign(found, scrollOf(page?.scroller ?? null))
  return found
}

function scrollOf(element: Element | null): Found {
  const { scrollLeft = 0, scrollTop = 0, scrollWidth = 0, scrollHeight = 0 } = element ?? {}
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}

/** Queries of the page in front, and of the page or component that is `this`. */
export function queryApis() {
  instancePrototype.createSelectorQuery = function (this: Owner) {
    return new SelectorQuery(this)
  }
  return { createSelectorQuery: () => new SelectorQuery() }
}
