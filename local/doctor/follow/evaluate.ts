import { childrenOf, isFunction, type Node, unwrap } from '../syntax/nodes'
import { assign } from './assign'
import { evaluateCall } from './calls'
import { runFields, superOf } from './classes'
import { nameOf } from './exports'
import type { Frame } from './frame'
import { type Machine, thisOf } from './machine'
import { namesOf, readAll, readMember } from './members'
import { noteDynamic } from './notes'
import { joinTexts } from './texts'
import {
  nothing,
  only,
  siteOf,
  text,
  textsIn,
  union,
  unknown,
  type Value,
  type Values,
  value,
} from './values'
import { readName } from './variables'

/** What an expression can be; runs it. */
export function evaluate(expression: Node, frame: Frame, machine: Machine): Values {
  machine.step()
  const node = unwrap(expression)
  if (isFunction(node) && node.type !== 'ObjectMethod') return functionValue(node, frame)
  switch (node.type) {
    case 'Identifier':
      return readName(node.name, node, frame, machine)
    case 'StringLiteral':
      return text(node.value)
    case 'NumericLiteral':
      return only({ kind: 'number', number: node.value })
    case 'NullLiteral':
      return nothing
    case 'ThisExpression':
      return thisOf(frame, machine)
    case 'Super':
      return superOf(node, frame, machine)
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return joinTexts(node, frame, machine)
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return evaluateMember(node, frame, machine)
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return evaluateCall(node, frame, machine)
    case 'ObjectExpression':
      return evaluateObject(node, frame, machine)
    case 'ArrayExpression':
      return evaluateArray(node.elements, node, frame, machine)
    case 'ClassExpression':
    case 'ClassDeclaration':
      return evaluateClass(node, frame, machine)
    default:
      return evaluateOperator(node, frame, machine)
  }
}

function evaluateOperator(node: Node, frame: Frame, machine: Machine): Values {
  const of = (inner: Node) => evaluate(inner, frame, machine)
  switch (node.type) {
    case 'AwaitExpression':
      return of(node.argument)
    case 'SequenceExpression':
      return node.expressions.map(of).pop()!
    case 'ConditionalExpression':
      of(node.test)
      return union([of(node.consequent), of(node.alternate)])
    case 'LogicalExpression': {
      const left = of(node.left)
      const right = of(node.right)
      return node.operator === '&&' ? right : union([left, right])
    }
    case 'AssignmentExpression': {
      const values = of(node.right)
      const isPlain = /^(\|\||&&|\?\?)?=$/.test(node.operator)
      const left = node.operator === '=' ? nothing : of(node.left)
      assign(node.left, isPlain ? union([values, left]) : unknown, { at: node, frame, machine })
      return isPlain ? union([values, left]) : unknown
    }
    default:
      for (const child of childrenOf(node)) of(child)
      return unknown
  }
}

const functionValue = (node: Extract<Value, { kind: 'function' }>['node'], frame: Frame): Values =>
  only({ kind: 'function', node, frame })

/** The names that a key can be: of `a.b`, `a['b']`, `{ b: … }`, `{ [b]: … }`. */
export function keysOf(node: Node, frame: Frame, machine: Machine): { texts: string[]; hasMore: boolean } {
  const key = 'property' in node ? (node.property as Node) : (node as unknown as { key: Node }).key
  if (!('computed' in node && node.computed)) {
    if (key.type === 'PrivateName') return { texts: [`#${key.id.name}`], hasMore: false }
    return { texts: [key.type === 'NumericLiteral' ? String(key.value) : nameOf(key)], hasMore: false }
  }
  return textsIn(evaluate(key, frame, machine))
}

function evaluateMember(
  node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
  frame: Frame,
  machine: Machine,
): Values {
  const objects = evaluate(node.object, frame, machine)
  return membersOf(objects, node, frame, machine)
}

/** What `object.key` can be when the object is known. */
export function membersOf(objects: Values, node: Node, frame: Frame, machine: Machine): Values {
  const { texts, hasMore } = keysOf(node, frame, machine)
  const spaces = [...objects].filter(({ kind }) => kind === 'api' || kind === 'rows')
  // Which of several names goes with which of several namespaces is not known.
  const isMixed = spaces.length > 1 && texts.length > 1
  if (hasMore || isMixed)
    noteDynamic(objects, (node as unknown as { property: Node }).property, frame, machine)
  const known = isMixed ? new Set([...objects].filter(one => !spaces.includes(one))) : objects
  // Beside a name that is not known, only names that exist are more than a guess.
  const meant = hasMore ? texts.filter(name => spaces.every(space => exists(space, name, machine))) : texts
  const read = meant.map(name => readMember(known, name, machine))
  if (hasMore) read.push(union(Array.from(objects, one => readAll(one, machine))))
  return union(read)
}

const exists = (space: Value, name: string, { world }: Machine): boolean =>
  name !== '' && 'path' in space && world.methodsBelow([...space.path, name].join('.')).length > 0

function evaluateObject(
  node: Extract<Node, { type: 'ObjectExpression' }>,
  frame: Frame,
  machine: Machine,
): Values {
  const id = `object ${siteOf(node, frame)}`
  const object = value({ kind: 'object', id })
  const others: Value[] = []
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      for (const one of evaluate(property.argument, frame, machine)) {
        if (one.kind === 'api' || one.kind === 'cloud' || one.kind === 'rows') others.push(one)
        for (const name of namesOf(one, machine)) {
          machine.store.addMember(
            id,
            name,
            name === '*' ? readAll(one, machine) : readMember(new Set([one]), name, machine),
          )
        }
      }
      continue
    }
    const { texts, hasMore } = keysOf(property, frame, machine)
    const values = valuesOfProperty(property, object, frame, machine)
    for (const name of hasMore ? [...texts, '*'] : texts) machine.store.addMember(id, name, values)
  }
  return new Set([object, ...others])
}

function valuesOfProperty(
  property: Exclude<
    Extract<Node, { type: 'ObjectExpression' }>['properties'][number],
    { type: 'SpreadElement' }
  >,
  object: Value,
  frame: Frame,
  machine: Machine,
): Values {
  if (property.type === 'ObjectProperty') return evaluate(property.value, frame, machine)
  const method = value({ kind: 'function', node: property, frame })
  return property.kind === 'get' ? machine.call(method, [], new Set([object])) : new Set([method])
}

/** A list; also the arguments of a call, whose elements they are. */
export function evaluateArray(
  elements: readonly (Node | null)[],
  at: Node,
  frame: Frame,
  machine: Machine,
): Values {
  const id = `object ${siteOf(at, frame)}`
  let hasSpread = false
  elements.forEach((element, place) => {
    if (!element) return
    if (element.type === 'SpreadElement') {
      hasSpread = true
      const spread = evaluate(element.argument, frame, machine)
      machine.store.addMember(id, '*', union(Array.from(spread, one => readAll(one, machine))))
    } else machine.store.addMember(id, hasSpread ? '*' : String(place), evaluate(element, frame, machine))
  })
  return only({ kind: 'object', id })
}

function evaluateClass(
  node: Extract<Value, { kind: 'class' }>['node'],
  frame: Frame,
  machine: Machine,
): Values {
  if (node.superClass) evaluate(node.superClass, frame, machine)
  const values = only({ kind: 'class', node, frame })
  if (node.type === 'ClassExpression' && node.id) assign(node.id, values, { at: node, frame, machine })
  runFields(node, frame, values, machine)
  return values
}
