import { type Node, unwrap } from '../syntax/nodes'
import { evaluate, keysOf } from './evaluate'
import type { Frame } from './frame'
import { type Machine, thisOf } from './machine'
import { readAll, readMember } from './members'
import { noteDynamic } from './notes'
import { anything, idOf, only, siteOf, union, type Values } from './values'
import { globals, writeName } from './variables'

/** Where a value goes, and which node of the program does it. */
export interface Writing {
  /** The declaration, assignment or function that writes. */
  readonly at: Node
  readonly frame: Frame
  readonly machine: Machine
}

/** Gives values to a pattern: a name, a member, or pieces of them to the pieces of it. */
export function assign(target: Node, values: Values, writing: Writing): void {
  const { frame, machine } = writing
  const pattern = unwrap(target)
  switch (pattern.type) {
    case 'Identifier':
      writeName(pattern.name, values, writing)
      break
    case 'MemberExpression': {
      const { texts, hasMore } = keysOf(pattern, frame, machine)
      for (const one of evaluate(pattern.object, frame, machine)) {
        const isGlobal = one.kind === 'global' && /^(global|globalThis)$/.test(one.name)
        const id = isGlobal ? globals : idOf(one)
        for (const name of id ? (hasMore ? [...texts, '*'] : texts) : []) {
          machine.store.addMember(id!, name, values)
        }
      }
      break
    }
    case 'ObjectPattern':
      assignMembers(pattern.properties, values, writing)
      break
    case 'ArrayPattern':
      pattern.elements.forEach((element, at) => {
        if (element?.type === 'RestElement') {
          assign(
            element.argument,
            new Set([
              listOf(union(Array.from(values, one => readAll(one, machine))), element, frame, machine),
            ]),
            writing,
          )
        } else if (element) assign(element, readMember(values, String(at), machine), writing)
      })
      break
    case 'AssignmentPattern': {
      const fallback = evaluate(pattern.right, frame, machine)
      const isGiven = values.size > 0 && !values.has(anything)
      assign(pattern.left, isGiven ? values : union([values, fallback]), writing)
      break
    }
    case 'TSParameterProperty': {
      const inner = pattern.parameter
      assign(inner, values, writing)
      const id = inner.type === 'AssignmentPattern' ? inner.left : inner
      if (id.type !== 'Identifier') break
      for (const one of thisOf(frame, machine)) {
        if (one.kind === 'object') machine.store.addMember(one.id, id.name, values)
      }
      break
    }
  }
}

type Property = Extract<Node, { type: 'ObjectPattern' }>['properties'][number]

function assignMembers(properties: readonly Property[], values: Values, writing: Writing): void {
  const { frame, machine } = writing
  for (const property of properties) {
    if (property.type === 'RestElement') {
      assign(property.argument, values, writing)
      continue
    }
    const { texts, hasMore } = keysOf(property, frame, machine)
    if (hasMore) noteDynamic(values, property.key, frame, machine)
    const read = texts.map(name => readMember(values, name, machine))
    if (hasMore) read.push(union(Array.from(values, one => readAll(one, machine))))
    assign(property.value, union(read), writing)
  }
}

/** A list of which only the elements are known. */
export function listOf(elements: Values, at: Node, frame: Frame, { store }: Machine) {
  const [list] = only({ kind: 'object', id: `list ${siteOf(at, frame)}` })
  if (list?.kind === 'object') store.addMember(list.id, '*', elements)
  return list!
}
