import type { ClassBody } from '@babel/types'
import { type ClassNode, isClass, type Node } from '../syntax/nodes'
import { evaluate } from './evaluate'
import { nameOf } from './exports'
import type { Frame } from './frame'
import type { Machine } from './machine'
import { anything, idOf, nothing, siteOf, unknown, type Value, type Values, value } from './values'

type ClassValue = Extract<Value, { kind: 'class' }>
type Member = ClassBody['body'][number]

/** The name of a class member, `#` and all; undefined for one that is computed. */
function nameOfMember(member: Member): string | undefined {
  if (!('key' in member)) return undefined
  const { key } = member
  if (key.type === 'PrivateName') return `#${key.id.name}`
  return 'computed' in member && member.computed && key.type === 'Identifier' ? undefined : nameOf(key)
}

const isStatic = (member: Member): boolean => 'static' in member && member.static === true

/** Makes an instance and runs its constructor; with `args` undefined somebody outside does. */
export function construct(
  made: ClassValue,
  args: readonly Values[] | undefined,
  { at, frame, machine }: { at: Node; frame: Frame; machine: Machine },
): Value {
  const instance = value({
    kind: 'object',
    id: `instance ${siteOf(at, frame)} ${siteOf(made.node, made.frame)}`,
    madeOf: made,
  })
  runConstructor(made, args, new Set([instance]), machine)
  return instance
}

/** Runs the constructor of a class, as `super(…)` does with that of a parent. */
export function runConstructor(
  { node, frame }: ClassValue,
  args: readonly Values[] | undefined,
  self: Values,
  machine: Machine,
): void {
  runFields(node, frame, self, machine)
  const own = node.body.body.find(member => member.type === 'ClassMethod' && member.kind === 'constructor')
  if (own?.type === 'ClassMethod') machine.call({ kind: 'function', node: own, frame }, args, self)
  else {
    for (const parent of parentsOf(node, frame, machine)) {
      if (parent.kind === 'class' && parent.node !== node) runConstructor(parent, args, self, machine)
    }
  }
}

/** Gives the fields of an instance, or of the class itself, their first values. */
export function runFields(node: ClassNode, frame: Frame, self: Values, machine: Machine): void {
  const inside = machine.frameOfFields(node, frame, self)
  const ofClass = [...self].some(({ kind }) => kind === 'class')
  for (const member of node.body.body) {
    const isField = /^Class(Private|Accessor)?Property$/.test(member.type)
    if (!isField || isStatic(member) !== ofClass || !('value' in member) || !member.value) continue
    const values = evaluate(member.value as Node, inside, machine)
    for (const one of self) {
      const id = idOf(one)
      if (id) machine.store.addMember(id, nameOfMember(member) ?? '*', values)
    }
  }
}

/** What an instance has from its class, or a class from its parent. */
export function inherited(one: Value, name: string, machine: Machine): Values {
  const made = one.kind === 'object' ? one.madeOf : one
  return made?.kind === 'class' ? ofClass(made, name, { one, machine }) : nothing
}

function ofClass(
  { node, frame }: ClassValue,
  name: string,
  { one, machine, seen = new Set() }: { one: Value; machine: Machine; seen?: Set<Node> },
): Values {
  if (seen.has(node)) return nothing
  seen.add(node)
  for (const member of node.body.body) {
    const isMethod = member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod'
    if (!isMethod || isStatic(member) !== (one.kind === 'class') || nameOfMember(member) !== name) continue
    const method = value({ kind: 'function', node: member, frame })
    if (member.kind === 'get') return machine.call(method, [], new Set([one]))
    if (member.kind === 'method') return new Set([method])
  }
  for (const parent of parentsOf(node, frame, machine)) {
    if (parent === anything) return unknown
    if (parent.kind === 'class') {
      const found = ofClass(parent, name, { one, machine, seen })
      if (found.size > 0) return found
    }
  }
  return nothing
}

/** The methods of an instance, as functions. */
export function methodsOf({ node, frame }: ClassValue): Extract<Value, { kind: 'function' }>[] {
  return node.body.body.flatMap(member =>
    (member.type === 'ClassMethod' && member.kind !== 'constructor') || member.type === 'ClassPrivateMethod'
      ? [value({ kind: 'function', node: member, frame })]
      : [],
  )
}

export const parentsOf = (node: ClassNode, frame: Frame, machine: Machine): Values =>
  node.superClass ? evaluate(node.superClass, frame, machine) : nothing

/** What `super` is in a method: the parents of the class around it. */
export function superOf(at: Node, frame: Frame, machine: Machine): Values {
  let node: Node | undefined = at
  while (node && !isClass(node)) node = frame.source.parents.get(node)
  let outside: Frame | undefined = frame
  while (outside && isInside(outside.node, node, frame)) outside = outside.parent
  return node && outside ? parentsOf(node as ClassNode, outside, machine) : nothing
}

/** Whether a frame runs code of a class, so that the class was made further out. */
function isInside(node: Node, around: Node | undefined, { source }: Frame): boolean {
  for (let at: Node | undefined = node; at; at = source.parents.get(at)) if (at === around) return true
  return false
}

/** A method that `super.name` means, for this instance. */
export const inheritedFrom = (parents: Values, name: string, self: Values, machine: Machine): Values =>
  new Set(
    [...parents].flatMap(parent =>
      parent.kind === 'class'
        ? [...self].flatMap(one => [...ofClass(parent, name, { one, machine })])
        : parent === anything
          ? [anything]
          : [],
    ),
  )
