import type { Place } from '../../project/finding'
import type { Imported } from '../project/resolve-import'
import { isFunction, type Node, numberOf } from '../syntax/nodes'
import { placeOf, type Source } from '../syntax/parse-source'
import { type Frame, newFrame } from './frame'
import { Records } from './records'
import { Store } from './store'
import { keyOfAll, nothing, type Value, type Values } from './values'

/** What the machine asks about the world outside of the program. */
export interface World {
  /** The method of a dotted name: `true` where WeChat has it. */
  isMethod(name: string): boolean
  /** All methods at or below a dotted name; '' for all. */
  methodsBelow(name: string): readonly string[]
  /** What an import means. */
  resolve(specifier: string, from: string): Imported
  /** A file, read; undefined for one that is no program, which has been noted. */
  load(path: string): Source | undefined
}

/** Following a program was given up: it is too large. */
export class TooLarge extends Error {}

type FunctionValue = Extract<Value, { kind: 'function' }>

// Some seconds; a cloud function of usual size takes a thousandth of it.
const mostWork = 20_000_000
const deepestCall = 40

/**
 * Runs a program on sets of possible values instead of values, again and again until nothing new is learnt. A function
 * runs once for each different list of arguments, so that what one caller hands in never mixes with another's.
 */
export class Machine {
  readonly store = new Store<Frame>(() => this.running[this.running.length - 1])
  records = new Records()
  /** Whether what nothing is known about is taken to be something unknown. */
  guesses = false
  /** Objects that somebody outside has, who may give them members of his own. */
  readonly shared = new Set<string>()
  private readonly frames = new Map<string, Frame>()
  private readonly framesOf = new Map<Node, number>()
  private walked = new Set<Frame>()
  private waiting: Frame[] = []
  private released = new Set<string>()
  private readonly running: Frame[] = []
  private steps = 0

  /**
   * @param walk runs the body of a frame
   * @param mostFrames how many different lists of arguments of one function are kept apart
   */
  constructor(
    readonly world: World,
    private readonly walk: (frame: Frame, machine: Machine) => void,
    private readonly mostFrames: number,
  ) {}

  /** Runs `once` until it teaches nothing new. */
  settle(once: () => void): void {
    let before: number
    do {
      before = this.store.version
      this.records = new Records()
      this.walked = new Set()
      this.released = new Set()
      once()
      this.catchUp()
    } while (this.store.version !== before)
  }

  /** Runs what waits, and runs again what read too early, until nobody is behind. */
  private catchUp(): void {
    const { behind } = this.store
    while (this.waiting.length > 0 || behind.size > 0) {
      for (let frame = this.waiting.pop(); frame; frame = this.waiting.pop()) this.enter(frame)
      for (const frame of behind) {
        behind.delete(frame)
        this.run(frame)
      }
    }
  }

  step(): void {
    this.steps += 1
    if (this.steps + this.store.work > mostWork) throw new TooLarge()
  }

  /** Whether this is the first time in this round. */
  isFirst(key: string): boolean {
    if (this.released.has(key)) return false
    this.released.add(key)
    return true
  }

  place(node: Node, frame: Frame): Place {
    return placeOf(frame.source, node)
  }

  /** The frame of a file. */
  frameOfFile(source: Source): Frame {
    return this.frame(`file ${source.path}`, { node: source.program, source, isOpen: false })
  }

  /** Runs the body of a frame, if it has not run in this round. */
  enter(frame: Frame): void {
    if (this.walked.has(frame)) return
    if (this.running.length > deepestCall) {
      this.waiting.push(frame)
      return
    }
    this.walked.add(frame)
    this.run(frame)
  }

  private run(frame: Frame): void {
    this.store.behind.delete(frame)
    this.running.push(frame)
    this.walk(frame, this)
    this.running.pop()
  }

  /** Calls a function; with `args` undefined somebody outside does. Gives what is known of what it returns. */
  call({ node, frame: parent }: FunctionValue, args: readonly Values[] | undefined, self: Values): Values {
    const frame = this.frameOfCall(node, parent, args, self)
    for (const [at, values] of (args ?? []).entries()) this.store.add(argumentCell(frame, at), values)
    this.store.add(thisCell(frame), self)
    this.enter(frame)
    return this.store.read(returnCell(frame))
  }

  /** The frame in which the fields of a class get their first values. */
  frameOfFields(node: Node, parent: Frame, self: Values): Frame {
    const key = `${parent.key} fields ${numberOf(node)} (${keyOfAll([self])})`
    const frame = this.frame(key, { node, source: parent.source, parent, isOpen: false })
    this.store.add(thisCell(frame), self)
    return frame
  }

  hasRun = (node: Node): boolean => this.framesOf.has(node)

  private frameOfCall(node: Node, parent: Frame, args: readonly Values[] | undefined, self: Values): Frame {
    const facts = { node, source: parent.source, parent, isOpen: args === undefined }
    const name = `${parent.key} > ${numberOf(node)}`
    const key = `${name} (${args ? keyOfAll([self, ...args]) : 'open'})`
    const known = this.frames.get(key)
    if (known) return known
    const isCrowded = (this.framesOf.get(node) ?? 0) >= this.mostFrames
    return args && isCrowded ? this.frame(`${name} (all)`, facts) : this.frame(key, facts)
  }

  private frame(key: string, facts: Omit<Frame, 'key'>): Frame {
    let frame = this.frames.get(key)
    if (!frame) {
      frame = newFrame(facts)
      this.frames.set(key, frame)
      this.framesOf.set(facts.node, (this.framesOf.get(facts.node) ?? 0) + 1)
    }
    return frame
  }
}

export const argumentCell = (frame: Frame, at: number): string => `${frame.key} argument ${at}`
export const returnCell = (frame: Frame): string => `${frame.key} returns`
export const thisCell = (frame: Frame): string => `${frame.key} this`

/** What `this` can be. */
export function thisOf(frame: Frame, { store }: Machine): Values {
  let at: Frame | undefined = frame
  while (at && isFunction(at.node) && at.node.type === 'ArrowFunctionExpression') at = at.parent
  return at ? store.read(thisCell(at)) : nothing
}
