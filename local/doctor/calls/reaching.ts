import { isFunction, type Node } from './nodes'
import type { Source } from './parse-source'
import type { Binding } from './scopes'

/**
 * Which writes of a name can be what is read at a place. Judged by where they stand in the text: a write that is
 * always passed on the way to the read hides those before it. Where functions are between them, every write counts.
 */
export function reaching(binding: Binding, read: Node, { parents }: Source): readonly Node[] {
  const { writes, owner } = binding
  if (writes.length < 2) return writes
  if (writes.some(write => write !== owner && functionAround(write, parents) !== owner)) return writes
  const later = functionBelow(owner, read, parents)
  // A function that is declared can be called before the line where it stands.
  if (later?.type === 'FunctionDeclaration') return writes
  return later ? writesBefore(writes, later, parents, true) : writesBefore(writes, read, parents, false)
}

/** The outermost function between a read and the code that owns the name. */
function functionBelow(owner: Node, read: Node, parents: ReadonlyMap<Node, Node>): Node | undefined {
  const around = ancestors(read, parents)
  return around.slice(0, around.indexOf(owner)).filter(isFunction).pop()
}

/** @param runsLater whether what reads runs at any time after the place where it stands */
function writesBefore(
  writes: readonly Node[],
  read: Node,
  parents: ReadonlyMap<Node, Node>,
  runsLater: boolean,
): readonly Node[] {
  const around = ancestors(read, parents)
  const aroundRead = new Set(around)
  const isBefore = (write: Node) => isFunction(write) || write.end! <= read.start!
  const isPassed = (write: Node) =>
    isFunction(write) ||
    (isLoop(write) ? aroundRead.has(write) : isBefore(write) && aroundRead.has(regionOf(write, parents)))
  const hiding = [...writes].reverse().find(isPassed)
  const from = hiding ? writes.indexOf(hiding) : 0
  const loops = around.filter(isLoop)
  return writes.filter((write, at) => {
    if (at < from) return false
    if (runsLater || write === hiding || isBefore(write)) return true
    // A later write comes round again when a loop holds both, unless the hiding one is passed in each round.
    return loops.some(loop => holds(loop, write) && !(hiding && holds(loop, hiding)))
  })
}

const isLoop = ({ type }: Node): boolean => /^(For(In|Of)?|While|DoWhile)Statement$/.test(type)

const holds = (outer: Node, inner: Node): boolean =>
  outer !== inner && outer.start! <= inner.start! && inner.end! <= outer.end!

function ancestors(node: Node, parents: ReadonlyMap<Node, Node>): Node[] {
  const found: Node[] = []
  for (let at = parents.get(node); at; at = parents.get(at)) found.push(at)
  return found
}

function functionAround(node: Node, parents: ReadonlyMap<Node, Node>): Node | undefined {
  return ancestors(node, parents).find(one => isFunction(one) || one.type === 'Program')
}

/** The nearest piece of code around a write that either runs as a whole or not at all. */
function regionOf(write: Node, parents: ReadonlyMap<Node, Node>): Node {
  let node = write
  for (let around = parents.get(node); around; around = parents.get(around)) {
    if (isFunction(around) || around.type === 'Program') return around
    if (runsPerhaps(node, around)) return node
    node = around
  }
  return node
}

/** Whether a node runs only sometimes when what is around it runs. */
function runsPerhaps(node: Node, around: Node): boolean {
  switch (around.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node !== around.test
    case 'LogicalExpression':
      return node !== around.left
    case 'SwitchStatement':
      return node !== around.discriminant
    case 'TryStatement':
      return node !== around.finalizer
    case 'ForStatement':
      return node !== around.init
    case 'DoWhileStatement':
      return false
    default:
      return isLoop(around)
  }
}
