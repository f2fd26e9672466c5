import { texts } from '../../texts'
import { complainOnce } from '../complain'
import { type ComponentNode, instancePrototype } from '../easel'
import { nodesAt, type Owner, scopeOf } from './scope'

type Value = number | string
type Style = Record<string, string>

/** Functions of `transform`, and what their numbers count in. */
const transforms: Record<string, '' | 'px' | 'deg'> = {
  matrix: '',
  matrix3d: '',
  rotate: 'deg',
  rotate3d: '',
  rotateX: 'deg',
  rotateY: 'deg',
  rotateZ: 'deg',
  scale: '',
  scale3d: '',
  scaleX: '',
  scaleY: '',
  scaleZ: '',
  skew: 'deg',
  skewX: 'deg',
  skewY: 'deg',
  translate: 'px',
  translate3d: 'px',
  translateX: 'px',
  translateY: 'px',
  translateZ: 'px',
}
/** Lengths are in px where they are numbers. */
const lengths = ['width', 'height', 'left', 'right', 'top', 'bottom']
const styles = ['opacity', 'backgroundColor', ...lengths]

const isNumber = (value: unknown) => typeof value === 'number' || /^-?[\d.]+$/.test(String(value))
const withUnit = (value: Value, unit: string) => (isNumber(value) ? `${value}${unit}` : String(value))

function transformText(type: string, args: Value[]): string {
  const written = args.map((arg, at) =>
    withUnit(arg, type === 'rotate3d' && at === 3 ? 'deg' : transforms[type]!),
  )
  return `${type}(${written.join(', ')})`
}

const cssName = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const cssValue = (name: string, value: Value) => withUnit(value, lengths.includes(name) ? 'px' : '')

interface StepOptions {
  /** In milliseconds. */
  duration?: number
  delay?: number
  timingFunction?: string
  transformOrigin?: string
}

/** One step as `export` gives it, and the `animation` of an element takes it. */
interface Action {
  animates: { type: string; args: Value[] }[]
  option: {
    transformOrigin: string
    transition: { duration: number; timingFunction: string; delay: number }
  }
}

/** `wx.createAnimation`: what is to change in each step, for the `animation` of an element. */
export function createAnimation(usual: StepOptions = {}): object {
  /** All that was ever changed: a step goes on from the one before it. */
  const state = new Map<string, Action['animates'][number]>()
  let actions: Action[] = []
  const animation: Record<string, unknown> = {
    step(own: StepOptions = {}) {
      const { duration = 400, timingFunction = 'linear', delay = 0, ...look } = { ...usual, ...own }
      const option = {
        transformOrigin: look.transformOrigin ?? '50% 50% 0',
        transition: { duration, timingFunction, delay },
      }
      actions.push({ animates: [...state.values()], option })
      return animation
    },
    export() {
      const exported = actions
      actions = []
      return { actions: exported }
    },
  }
  const change = (key: string, type: string, args: Value[]) => {
    state.set(key, { type, args })
    return animation
  }
  for (const type of Object.keys(transforms)) {
    animation[type] = (...args: Value[]) => {
      const second: Record<string, Value | undefined> = { scale: args[0], translate: 0, skew: 0 }
      return change(type, type, args.length === 1 && type in second ? [args[0]!, second[type]!] : args)
    }
  }
  for (const name of styles)
    animation[name] = (value: Value) => change(`style.${name}`, 'style', [name, cssValue(name, value)])
  return animation
}

/** What has been animated of a node, and the animation that is the last one there. */
const shown = new WeakMap<ComponentNode, { style: Style; given: unknown }>()
/** glass-easel keeps the style of animations apart from that of the template. */
const styleSegment = 2

/** Plays what the `animation` of an element was set to, one step after the other. */
export async function playAnimation(node: ComponentNode, given: unknown): Promise<void> {
  const { actions } = (given ?? {}) as { actions?: Action[] }
  const before = shown.get(node)
  if (!Array.isArray(actions) || actions.length === 0 || before?.given === given) return
  const play = { style: { ...before?.style }, given }
  shown.set(node, play)
  for (const action of actions) {
    if (shown.get(node) !== play) return
    Object.assign(play.style, styleOf(action))
    const element = node.getBackendElement()
    // What was set until now is where the transition starts.
    element?.getBoundingClientRect()
    const rules = Object.entries(play.style).map(([name, value]) => `${name}: ${value}`)
    node.setNodeStyle(rules.join('; '), styleSegment)
    await endOf(action, element)
  }
}

function styleOf({ animates, option }: Action): Style {
  const functions = animates.filter(({ type }) => type in transforms)
  const changed = animates
    .filter(({ type }) => type === 'style')
    .map(({ args: [name, value] }) => [name, value])
  const style = Object.fromEntries(changed.map(([name, value]) => [cssName(String(name)), String(value)]))
  const { duration, timingFunction, delay } = option.transition
  const properties = ['transform', ...Object.keys(style)]
  return {
    ...style,
    ...(functions.length > 0
      ? { transform: functions.map(({ type, args }) => transformText(type, args)).join(' ') }
      : {}),
    'transform-origin': option.transformOrigin,
    'transition-property': properties.join(', '),
    'transition-duration': `${duration}ms`,
    'transition-timing-function': timingFunction,
    'transition-delay': `${delay}ms`,
  }
}

/** When a step is over; one that changes nothing takes its time as well. */
async function endOf({ option }: Action, element: HTMLElement | null): Promise<void> {
  const { duration, delay } = option.transition
  const transitions = (element?.getAnimations?.() ?? []).filter(one => one instanceof CSSTransition)
  if (transitions.length > 0) await Promise.allSettled(transitions.map(({ finished }) => finished))
  else await new Promise(resolve => setTimeout(resolve, duration + delay))
}

/** A frame of `this.animate`: properties of CSS, functions of `transform`, `offset` and `ease`. */
type KeyFrame = Record<string, unknown>

interface ScrollTimeline {
  scrollSource: string
  orientation?: 'vertical' | 'horizontal'
  startScrollOffset?: number
  endScrollOffset?: number
  /** How much of the animation, in milliseconds, the whole way is. */
  timeRange: number
}

/** The frames of each element that was animated, as far as they were not cleared. */
const played = new WeakMap<Element, { animation: Animation; frames: KeyFrame[] }[]>()

function cssFrame({ offset, ease, ...rest }: KeyFrame): Keyframe {
  const functions: string[] = []
  const frame: Keyframe = {}
  for (const [name, value] of Object.entries(rest)) {
    if (name in transforms) functions.push(transformText(name, [value].flat() as Value[]))
    else frame[name] = cssValue(name, value as Value)
  }
  if (typeof offset === 'number') frame.offset = offset
  if (typeof ease === 'string') frame.easing = ease
  return functions.length > 0 ? { ...frame, transform: functions.join(' ') } : frame
}

function animate(
  this: Owner,
  selector: string,
  frames: KeyFrame[],
  duration: number,
  after?: (() => void) | ScrollTimeline,
): void {
  const animations = elementsAt(this, selector).map(element => {
    const animation = element.animate(frames.map(cssFrame), { duration, fill: 'forwards' })
    const own = frames.map(frame => ({ ...frame }))
    played.set(element, [...(played.get(element) ?? []), { animation, frames: own }])
    return animation
  })
  if (typeof after === 'object') playByScroll(this, animations, after)
  // One that was cleared is over as well.
  else void Promise.allSettled(animations.map(({ finished }) => finished)).then(() => after?.call(this))
}

/** The animation is as far as its source is scrolled. */
function playByScroll(owner: Owner, animations: Animation[], timeline: ScrollTimeline): void {
  const [source] = elementsAt(owner, timeline.scrollSource)
  if (!source) return
  const { startScrollOffset: start = 0, endScrollOffset, timeRange } = timeline
  const isSideways = timeline.orientation === 'horizontal'
  const update = () => {
    const whole = isSideways
      ? source.scrollWidth - source.clientWidth
      : source.scrollHeight - source.clientHeight
    const way =
      ((isSideways ? source.scrollLeft : source.scrollTop) - start) / ((endScrollOffset ?? whole) - start)
    for (const animation of animations) animation.currentTime = Math.min(Math.max(way, 0), 1) * timeRange
  }
  for (const animation of animations) animation.pause()
  source.addEventListener('scroll', update)
  update()
}

type Cleared = Record<string, boolean> | (() => void)

/** Takes away what `animate` left: these properties, or all of them. */
function clearAnimation(this: Owner, selector: string, options?: Cleared, done?: () => void): void {
  const callback = typeof options === 'function' ? options : done
  const names = typeof options === 'object' ? Object.keys(options).filter(name => options[name]) : []
  for (const element of elementsAt(this, selector)) {
    const left = (played.get(element) ?? []).filter(({ animation, frames }) => {
      for (const frame of frames) for (const name of names) delete frame[name]
      const isTiming = (name: string) => name === 'offset' || name === 'ease'
      const isEmpty = names.length === 0 || frames.every(frame => Object.keys(frame).every(isTiming))
      if (isEmpty) animation.cancel()
      else (animation.effect as KeyframeEffect).setKeyframes(frames.map(cssFrame))
      return !isEmpty
    })
    played.set(element, left)
  }
  setTimeout(() => callback?.call(this))
}

function elementsAt(owner: Owner, selector: string): HTMLElement[] {
  return nodesAt(scopeOf(owner), selector).flatMap(node => node.getBackendElement() ?? [])
}

/** Animations of the elements of a page or component. */
export function animationApis() {
  Object.assign(instancePrototype, { animate, clearAnimation })
  for (const name of ['applyAnimatedStyle', 'clearAnimatedStyle'])
    instancePrototype[name] = () => complainOnce(texts.notices.noMember(name))
  return { createAnimation }
}
