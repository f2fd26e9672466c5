import { type ComponentNode, instancePrototype } from '../easel'
import { host } from '../host'
import { makeRect, nodesAt, type Owner, type Rect, rectOf, scopeOf, viewport } from './scope'

interface Margins {
  left?: number
  top?: number
  right?: number
  bottom?: number
}

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

interface Watched {
  node: ComponentNode
  ratio: number
}

/** Tells when parts of a page come into an area of it, and when they leave it. */
class AreaObserver {
  readonly #owner: Owner
  readonly #thresholds: number[]
  readonly #initialRatio: number
  readonly #observesAll: boolean
  /** The areas that are looked at: of a node, or with an empty selector of the page that is shown. */
  readonly #areas: { selector: string; margins: Margins }[] = []
  /** What was observed before the last `disconnect` is of another round. */
  #round = 0

  constructor(owner: Owner, { thresholds = [0], initialRatio = 0, observeAll = false }: Options = {}) {
    this.#owner = owner
    this.#thresholds = thresholds
    this.#initialRatio = initialRatio
    this.#observesAll = observeAll
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#areas.push({ selector, margins })
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#areas.push({ selector: '', margins })
    return this
  }

  observe(selector: string, callback: (change: object) => void): void {
    const scope = scopeOf(this.#owner)
    const element = scope?.getBackendElement()
    const round = this.#round
    let watched: Watched[] | undefined
    // Each frame: the browser's own observers know only areas around what is observed.
    const look = () => {
      if (round !== this.#round || (watched && element && !element.isConnected)) return
      requestAnimationFrame(look)
      if (element && !host().pages.top?.element.contains(element)) return
      watched ??= this.#targets(scope, selector)
      if (watched.length === 0) return
      const area = this.#area(scope)
      for (const one of watched) this.#compare(one, area, callback)
    }
    requestAnimationFrame(look)
  }

  disconnect(): void {
    this.#round += 1
  }

  #targets(scope: ComponentNode | undefined, selector: string): Watched[] {
    const nodes = nodesAt(scope, selector)
    return (this.#observesAll ? nodes : nodes.slice(0, 1)).map(node => ({ node, ratio: this.#initialRatio }))
  }

  /** What all areas have in common. */
  #area(scope: ComponentNode | undefined): Rect {
    const areas = this.#areas.length > 0 ? this.#areas : [{ selector: '', margins: {} }]
    return areas
      .map(({ selector, margins: { left = 0, top = 0, right = 0, bottom = 0 } }) => {
        const [node] = selector ? nodesAt(scope, selector) : []
        const base = selector ? rectOf(node?.getBackendElement() ?? null) : viewport()
        const { width, height } = base
        return makeRect(base.left - left, base.top - top, width + left + right, height + top + bottom)
      })
      .reduce((one, other) => common(one, other) ?? makeRect(0, 0, 0, 0))
  }

  #compare(one: Watched, area: Rect, callback: (change: object) => void): void {
    const { node, ratio: before } = one
    const element = node.getBackendElement()
    const rect = rectOf(element)
    const shared = element?.isConnected ? common(rect, area) : undefined
    const size = rect.width * rect.height
    const ratio = !shared ? 0 : size > 0 ? (shared.width * shared.height) / size : 1
    one.ratio = ratio
    if (!this.#thresholds.some(threshold => isReached(ratio, threshold) !== isReached(before, threshold)))
      return
    const { left, top, right, bottom } = area
    callback({
      id: node.id,
      dataset: { ...node.dataset },
      time: Date.now(),
      intersectionRatio: ratio,
      boundingClientRect: rect,
      intersectionRect: shared ?? makeRect(0, 0, 0, 0),
      relativeRect: { left, top, right, bottom },
    })
  }
}

/** 0 is reached by anything that is seen. */
const isReached = (ratio: number, threshold: number) => (threshold === 0 ? ratio > 0 : ratio >= threshold)

/** What two areas have in common; a line or a point is within what is around it. */
function common(one: Rect, other: Rect): Rect | undefined {
  const left = Math.max(one.left, other.left)
  const top = Math.max(one.top, other.top)
  const width = Math.min(one.right, other.right) - left
  const height = Math.min(one.bottom, other.bottom) - top
  const isThere = (length: number, whole: number) => (whole > 0 ? length > 0 : length === 0)
  if (!isThere(width, one.width) || !isThere(height, one.height)) return undefined
  return makeRect(left, top, width, height)
}

/** Whether the phone has these sizes: `width`, `minWidth` or `maxWidth`, the same of the height, `orientation`. */
export function phoneFits(sizes: Record<string, unknown>): boolean {
  const { width, height } = viewport()
  const orientation = width > height ? 'landscape' : 'portrait'
  const of = (name: 'Width' | 'Height', value: number) => {
    const [exact, least, most] = [name.toLowerCase(), `min${name}`, `max${name}`].map(key =>
      Number.parseFloat(String(sizes[key] ?? '')),
    ) as [number, number, number]
    // What is not given is no number, with which every comparison is false.
    return !(value < least || value > most || value < exact || value > exact)
  }
  return of('Width', width) && of('Height', height) && (sizes.orientation || orientation) === orientation
}

/** Tells whether the phone is of these sizes, at once and whenever that changes. */
class SizeObserver {
  #watch: ResizeObserver | undefined

  observe(sizes: Record<string, unknown>, callback: (change: { matches: boolean }) => void): void {
    this.disconnect()
    let matched: boolean | undefined
    this.#watch = new ResizeObserver(() => {
      const matches = phoneFits(sizes)
      if (matches !== matched) callback({ matches })
      matched = matches
    })
    this.#watch.observe(host().phone.pages)
  }

  disconnect(): void {
    this.#watch?.disconnect()
  }
}

/** Observers of the page in front, and of the page or component that is `this`. */
export function observerApis() {
  Object.assign(instancePrototype, {
    createIntersectionObserver(this: Owner, options?: Options) {
      return new AreaObserver(this, options)
    },
    createMediaQueryObserver: () => new SizeObserver(),
  })
  return {
    createIntersectionObserver: (owner?: Owner, options?: Options) => new AreaObserver(owner, options),
    createMediaQueryObserver: () => new SizeObserver(),
  }
}
