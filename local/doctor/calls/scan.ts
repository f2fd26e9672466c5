import type { Place } from '../../project/finding'
import type { Imported } from '../project/resolve-import'
import { apply, releaseOne } from './apply'
import { evaluate } from './evaluate'
import { type Exports, readExports } from './exports'
import { Frames } from './frames'
import { memberOf } from './members'
import { wholeOf } from './modules'
import { bindingValues, declare } from './names'
import { type ClassNode, isFunction, type Node } from './nodes'
import { bodyOf, placeOf, type Source } from './parse-source'
import { Records } from './records'
import type { Binding } from './scopes'
import {
  type Frame,
  type FunctionValue,
  keyOf,
  moduleAt,
  nothing,
  union,
  unknown,
  type Value,
  type Values,
} from './values'
import type { Calling, Leaving, Scan, World } from './world'

/** After that many expressions the frames of a function are no longer kept apart. */
const mostWork = 400_000
const deepest = 150
/** Stands for the values of an expression while they are being found. */
const running: Values = []

/**
 * Finds the calls of a program. What an expression can be is asked only where a call needs it; what cannot be told is
 * unknown. A function is scanned when it is called, with its arguments, or when it leaves the program.
 */
export class Scanner implements Scan {
  records = new Records()
  private readonly frames = new Frames()
  private readonly exports = new Map<Source, Exports>()
  private readonly known = new Map<number, Map<Node, Values>>()
  private readonly active = new Set<string>()
  private readonly waiting: Frame[] = []
  private readonly entered = new Set<Frame>()
  private readonly released = new Set<string>()
  private readonly scanned = new Set<Node>()
  private isCut = false
  private depth = 0
  private work = 0

  constructor(readonly world: World) {}

  /** Scans a file; what it exports is called from outside. */
  enterFile(path: string): void {
    const source = this.world.load(path)
    if (!source) return
    const frame = this.enterSource(source)
    this.settle()
    this.release([moduleAt(path)], { named: source.program, frame, isSilent: true })
    this.settle()
  }

  /** Whether a function, or a file, is scanned. */
  isScanned = (node: Node): boolean => this.scanned.has(node)

  /** Scans a function as if it were called from outside. */
  enterIdle(node: Node, source: Source): void {
    if (!isFunction(node) || this.isScanned(node)) return
    this.wait(this.frameOf(node, source))
    this.settle()
  }

  private settle(): void {
    for (let frame = this.waiting.pop(); frame; frame = this.waiting.pop()) this.scan(frame)
  }

  private scan(frame: Frame): void {
    if (frame.node.type === 'Program') this.enterImports(frame)
    for (const node of bodyOf(frame.node, frame.source).work) {
      if (node.type === 'VariableDeclarator') declare(node, frame, this)
      else this.valuesOf(node, frame)
      if (node.type === 'AssignmentExpression') this.scanWrite(node, frame)
    }
  }

  /** The files that import lines name run, even if nothing uses what they export. */
  private enterImports({ source }: Frame): void {
    for (const node of source.program.body) {
      const isType =
        ('importKind' in node && node.importKind === 'type') ||
        ('exportKind' in node && node.exportKind === 'type')
      if (isType || !('source' in node) || !node.source) continue
      this.moduleOf(this.world.resolve(node.source.value, source.path))
    }
  }

  /** What is given to a member of something outside, such as `wx.onShow = …`, is called by it. */
  private scanWrite(node: Extract<Node, { type: 'AssignmentExpression' }>, frame: Frame): void {
    const { left, right } = node
    if (left.type !== 'MemberExpression') return
    const objects = this.valuesOf(left.object, frame)
    const isOutside = objects.every(({ kind }) => kind === 'unknown' || kind === 'global')
    const isExports = left.object.type === 'Identifier' && /^(module|exports)$/.test(left.object.name)
    if (isOutside && !isExports) {
      this.release(this.valuesOf(right, frame), { named: left, frame, isSilent: true })
    }
  }

  valuesOf(node: Node, frame: Frame): Values {
    let known = this.known.get(frame.id)
    if (!known) {
      known = new Map()
      this.known.set(frame.id, known)
    }
    const before = known.get(node)
    if (before && before !== running) return before
    if (before || this.depth > deepest) {
      this.isCut = true
      // A text that grows in a loop can be anything.
      return /^(BinaryExpression|TemplateLiteral)$/.test(node.type) ? unknown : nothing
    }
    this.work += 1
    this.depth += 1
    known.set(node, running)
    const wasCut = this.isCut
    this.isCut = false
    const values = evaluate(node, frame, this)
    this.depth -= 1
    // Inside of a circle only a part of the values is seen; it is asked again from outside of it.
    if (!this.isCut || this.depth === 0 || this.work > mostWork / 2) known.set(node, values)
    else known.delete(node)
    this.isCut = this.depth > 0 && (wasCut || this.isCut)
    return values
  }

  member(values: Values, name: string | undefined): Values {
    return values.length === 1
      ? this.memberOfOne(values[0]!, name)
      : union(values.map(one => this.memberOfOne(one, name)))
  }

  private memberOfOne(one: Value, name: string | undefined): Values {
    // Of most values nothing is known: they lead nowhere.
    if (one.kind === 'unknown') return unknown
    // What the platform gives leads to no question about the program.
    if (one.kind === 'global' && this.depth <= deepest) return memberOf(one, name, this)
    return this.guard(`${one.key} . ${name}`, () => memberOf(one, name, this))
  }

  call(callees: Values, calling: Calling): Values {
    const { frame, named, args } = calling
    const key = `${frame.id} ${named.start} ${keyOf(args)}`
    const callOne = (one: Value) => this.guard(`call ${one.key} ${key}`, () => apply(one, calling, this))
    return callees.length === 1 ? callOne(callees[0]!) : union(callees.map(callOne))
  }

  /** Asks once only, however a question leads back to itself. */
  private guard(key: string, ask: () => Values): Values {
    if (this.active.has(key) || this.depth > deepest) {
      this.isCut = true
      return nothing
    }
    this.active.add(key)
    this.depth += 1
    const values = ask()
    this.depth -= 1
    this.active.delete(key)
    return values
  }

  release(values: Values, leaving: Leaving): void {
    for (const one of values) {
      const isOnce = one.kind !== 'api' && one.kind !== 'cloud'
      if (isOnce && this.released.has(one.key)) continue
      this.released.add(one.key)
      releaseOne(one, leaving, this)
    }
  }

  enter(callee: FunctionValue, args: readonly Values[] | undefined, self: Values): Frame {
    const frame = this.frameIn(callee, args, self)
    this.wait(frame)
    return frame
  }

  private wait(frame: Frame): void {
    if (this.entered.has(frame)) return
    this.entered.add(frame)
    this.scanned.add(frame.node)
    this.waiting.push(frame)
  }

  frameIn(callee: FunctionValue, args: readonly Values[] | undefined, self: Values): Frame {
    return this.frames.frameIn(callee, args, self, this.work > mostWork)
  }

  bodyOf(node: ClassNode, outer: Frame, self: Values): Frame {
    return this.frames.bodyOf(node, outer, self)
  }

  frameOf(node: Node, source: Source): Frame {
    return this.frames.frameOf(node, source)
  }

  frameAround(node: Node, source: Source): Frame {
    return this.frames.frameAround(node, source)
  }

  private enterSource(source: Source): Frame {
    const frame = this.frameOf(source.program, source)
    this.wait(frame)
    return frame
  }

  bindingOf(binding: Binding, source: Source): Values {
    return bindingValues(binding, binding.writes, this.frameOf(source.program, source), this)
  }

  exportsOf(source: Source): Exports {
    const before = this.exports.get(source)
    if (before) return before
    const read = readExports(source)
    this.exports.set(source, read)
    return read
  }

  moduleOf(imported: Imported): Values {
    const source = imported.kind === 'file' ? this.world.load(imported.path) : undefined
    if (source) this.enterSource(source)
    return imported.kind === 'file' && !source ? unknown : wholeOf(imported, this)
  }

  place(node: Node, frame: Frame): Place {
    return placeOf(frame.source, node)
  }
}
