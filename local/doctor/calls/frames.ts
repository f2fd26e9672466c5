import { type ClassNode, isFunction, type Node } from './nodes'
import type { Source } from './parse-source'
import {
  classAt,
  type Frame,
  type FunctionValue,
  functionAt,
  instance,
  keyOf,
  moduleAt,
  nothing,
  objectAt,
  type Values,
} from './values'

/** How many lists of arguments of one function are kept apart; beyond it, its parameters are anything. */
const mostFrames = 300

/** The frames of a program, each once. */
export class Frames {
  private readonly frames = new Map<string, Frame>()
  /** Of functions and files, with nothing known about their parameters. */
  private readonly plain = new Map<Node, Frame>()
  private readonly counts = new Map<Node, number>()

  /** The frame of a call. @param isMany whether calls are no longer kept apart */
  frameIn(
    { node, frame, key }: FunctionValue,
    args: readonly Values[] | undefined,
    self: Values,
    isMany: boolean,
  ): Frame {
    const full = `${key}(${args ? keyOf(args) : '*'}) ${keyOf([self])}`
    const before = this.frames.get(full)
    if (before) return before
    const count = this.counts.get(node) ?? 0
    this.counts.set(node, count + 1)
    const facts = { node, source: frame.source, outer: frame, self }
    return isMany || count >= mostFrames
      ? this.make(`merged ${node.start} ${frame.source.path}`, { ...facts, args: undefined })
      : this.make(full, { ...facts, args })
  }

  /** The frame in which the fields of a class are set. */
  bodyOf(node: ClassNode, outer: Frame, self: Values): Frame {
    const key = `body ${node.start} ${outer.id} ${keyOf([self])}`
    return this.make(key, { node, source: outer.source, outer, args: undefined, self })
  }

  /** The frame of a function or a file, with nothing known about its parameters. */
  frameOf(node: Node, source: Source): Frame {
    const before = this.plain.get(node)
    if (before) return before
    const frame = this.plainFrameOf(node, source)
    this.plain.set(node, frame)
    return frame
  }

  private plainFrameOf(node: Node, source: Source): Frame {
    if (!isFunction(node)) {
      const self = [moduleAt(source.path)]
      return this.make(`file ${source.path}`, { node: source.program, source, args: [], self })
    }
    const value = functionAt(node, this.frameAround(node, source))
    return this.frameIn(value, undefined, selfOfMethod(value), false)
  }

  /** The frame of the code around a node. */
  frameAround(node: Node, source: Source): Frame {
    let at = source.parents.get(node)
    while (at && !isFunction(at)) at = source.parents.get(at)
    return this.frameOf(at ?? source.program, source)
  }

  private make(key: string, made: Omit<Frame, 'id'>): Frame {
    const before = this.frames.get(key)
    if (before) return before
    const frame = { id: this.frames.size, ...made }
    this.frames.set(key, frame)
    return frame
  }
}

/** The `this` of a method of which only the place is known. */
export function selfOfMethod({ node, frame }: FunctionValue): Values {
  const { parents } = frame.source
  const parent = parents.get(node)
  const around = parent && parents.get(parent)
  const object =
    node.type === 'ObjectMethod' ? parent : parent?.type === 'ObjectProperty' ? around : undefined
  if (object?.type === 'ObjectExpression') return [objectAt(object, frame)]
  const made = parent?.type === 'ClassBody' ? around : undefined
  if (made?.type === 'ClassDeclaration' || made?.type === 'ClassExpression') {
    return [instance(classAt(made, frame), undefined)]
  }
  return nothing
}

/** `this`: of an arrow function it is that of the code around it. */
export function selfOf(frame: Frame): Values {
  let at = frame
  while (at.node.type === 'ArrowFunctionExpression' && at.outer) at = at.outer
  return at.self
}
