import { isFunction, type Node, nameOf, unwrap } from './nodes'
import {
  type ClassValue,
  type Frame,
  functionAt,
  type InstanceValue,
  nothing,
  type ObjectValue,
  textsIn,
  union,
  unknown,
  type Value,
  type Values,
} from './values'
import type { Scan } from './world'

/** Whether a member that is written has this name, or may have it. */
export function isNamed(
  member: { key: Node; computed?: boolean | null },
  name: string | undefined,
  frame: Frame,
  scan: Scan,
): boolean {
  if (name === undefined) return true
  if (!member.computed) return nameOf(member.key) === name
  const { texts, hasMore } = textsIn(scan.valuesOf(member.key, frame))
  return hasMore || texts.includes(name)
}

/** A method, or what a getter returns. */
export function methodOf(
  node: Extract<Node, { type: 'ObjectMethod' | 'ClassMethod' | 'ClassPrivateMethod' }>,
  frame: Frame,
  self: Values,
  scan: Scan,
): Values {
  const method = functionAt(node, frame)
  if (node.kind === 'set') return nothing
  if (node.kind !== 'get') return [method]
  return scan.call([method], { args: [], self, named: node.key, isNew: false, written: [], frame })
}

/** A member of a class, or of an instance of it, its own or inherited. */
export function ofClass(
  { node, frame }: ClassValue,
  self: ClassValue | InstanceValue,
  name: string | undefined,
  scan: Scan,
): Values {
  const isStatic = self.kind === 'class'
  const found: Values[] = []
  for (const member of node.body.body) {
    if (member.type === 'ClassMethod' && member.kind === 'constructor') {
      if (self.kind === 'instance') found.push(ofConstructor(member, frame, self, name, scan))
      continue
    }
    if (!('key' in member) || ('static' in member && member.static === true) !== isStatic) continue
    if (!isNamed(member as { key: Node; computed?: boolean }, name, frame, scan)) continue
    if (member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod') {
      found.push(methodOf(member, frame, [self], scan))
    } else if ('value' in member && member.value) {
      found.push(scan.valuesOf(member.value as Node, scan.bodyOf(node, frame, [self])))
    }
  }
  if (self.kind === 'instance') found.push(writtenToThis(node, frame, self, name, scan))
  const own = union([...found, isStatic ? writtenTo(self, name, scan) : nothing])
  if ((own.length > 0 && name !== undefined) || !node.superClass) return own
  const parents = scan.valuesOf(node.superClass, frame)
  const inherited = parents.map(parent => {
    if (parent.kind !== 'class') return parent.kind === 'unknown' ? unknown : nothing
    return ofClass(parent, isStatic ? parent : self, name, scan)
  })
  return union([own, ...inherited])
}

/** `constructor(private readonly api: Api)` makes a member. */
function ofConstructor(
  node: Extract<Node, { type: 'ClassMethod' }>,
  frame: Frame,
  self: InstanceValue,
  name: string | undefined,
  scan: Scan,
): Values {
  return union(
    node.params.map(param => {
      if (param.type !== 'TSParameterProperty') return nothing
      const { parameter } = param
      const id = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
      if (id.type !== 'Identifier' || (name !== undefined && id.name !== name)) return nothing
      return scan.valuesOf(id, scan.frameIn(functionAt(node, frame), self.args, [self]))
    }),
  )
}

/** What methods of a class write to `this`. */
function writtenToThis(
  node: Node,
  frame: Frame,
  self: InstanceValue,
  name: string | undefined,
  scan: Scan,
): Values {
  const { source } = frame
  return union(
    writesOf(source, name, scan).map(({ object, value }) => {
      if (object.type !== 'ThisExpression') return nothing
      let at = source.parents.get(object)
      while (at && (!isFunction(at) || at.type === 'ArrowFunctionExpression')) at = source.parents.get(at)
      if (!at || !isFunction(at) || source.parents.get(source.parents.get(at)!) !== node) return nothing
      const isConstructor = at.type === 'ClassMethod' && at.kind === 'constructor'
      // A class that extends another is given its arguments by `super(…)`, which most write through.
      const args = isConstructor ? self.args : undefined
      return scan.valuesOf(value, scan.frameIn(functionAt(at, frame), args, [self]))
    }),
  )
}

/** What is written to a member of a value after it was made. */
export function writtenTo(
  one: ObjectValue | ClassValue | Extract<Value, { kind: 'function' }>,
  name: string | undefined,
  scan: Scan,
): Values {
  const { source } = one.frame
  return union(
    writesOf(source, name, scan).map(({ object, value, isGetter }) => {
      const at = unwrap(object)
      if (at.type !== 'Identifier' && at.type !== 'MemberExpression') return nothing
      const frame = scan.frameAround(object, source)
      const isIt = scan
        .valuesOf(object, frame)
        .some(other => other.kind === one.kind && 'node' in other && other.node === one.node)
      if (!isIt) return nothing
      const values = scan.valuesOf(value, frame)
      return isGetter
        ? scan.call(values, { args: [], self: [one], named: value, isNew: false, written: [], frame })
        : values
    }),
  )
}

const writesOf = (source: Frame['source'], name: string | undefined, scan: Scan) => {
  const { writes } = scan.exportsOf(source)
  return name === undefined
    ? [...writes.values()].flat()
    : [...(writes.get(name) ?? []), ...(writes.get('*') ?? [])]
}
