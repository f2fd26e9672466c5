import type {
  BinaryExpression,
  CallExpression,
  NewExpression,
  OptionalCallExpression,
  TemplateLiteral,
} from '@babel/types'
import { selfOf } from './frames'
import { nameValues, readKeyed } from './names'
import { dottedNames, isClass, isFunction, type Node, nameOf, unwrap } from './nodes'
import { noteSentTexts } from './ours'
import {
  classAt,
  type Frame,
  functionAt,
  global,
  natural,
  nothing,
  number,
  objectAt,
  text,
  textsIn,
  union,
  unknown,
  type Values,
} from './values'
import type { Scan } from './world'

export type CallNode = CallExpression | OptionalCallExpression | NewExpression

/** What an expression can be. */
export function evaluate(given: Node, frame: Frame, scan: Scan): Values {
  const node = unwrap(given)
  if (isFunction(node)) return [functionAt(node, frame)]
  if (isClass(node)) return [classAt(node, frame)]
  switch (node.type) {
    case 'StringLiteral':
      return [text(node.value)]
    case 'NumericLiteral':
      return [number(node.value)]
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return joinTexts(node, frame, scan)
    case 'Identifier':
      return nameValues(node.name, node, frame, scan)
    case 'ThisExpression':
      return selfOf(frame)
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.object.type === 'Super'
        ? superMember(nameOf(node.property), frame, scan)
        : readMember(node, frame, scan)
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return evaluateCall(node, frame, scan)
    case 'ObjectExpression':
    case 'ArrayExpression':
      return [objectAt(node, frame)]
    case 'ConditionalExpression':
      return union([scan.valuesOf(node.consequent, frame), scan.valuesOf(node.alternate, frame)])
    case 'LogicalExpression':
      return union([scan.valuesOf(node.left, frame), scan.valuesOf(node.right, frame)])
    case 'AssignmentExpression':
      return scan.valuesOf(node.right, frame)
    case 'AwaitExpression':
    case 'YieldExpression':
      return node.argument ? scan.valuesOf(node.argument, frame) : nothing
    case 'SequenceExpression':
      return scan.valuesOf(node.expressions[node.expressions.length - 1]!, frame)
    case 'NullLiteral':
    case 'BooleanLiteral':
      return nothing
    default:
      return unknown
  }
}

const readMember = (
  node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
  frame: Frame,
  scan: Scan,
): Values => readKeyed(scan.valuesOf(node.object, frame), node, frame, scan)

/** A member of the class that the class around extends. */
function superMember(name: string | undefined, frame: Frame, scan: Scan): Values {
  const parents = superOf(frame, scan)
  return union(
    parents.map(one =>
      one.kind === 'class' && name !== undefined ? scan.member([natural(one, 'prototype')], name) : unknown,
    ),
  )
}

function superOf(frame: Frame, scan: Scan): Values {
  for (const one of selfOf(frame)) {
    if (one.kind !== 'instance' || !one.of.node.superClass) continue
    return scan.valuesOf(one.of.node.superClass, one.of.frame)
  }
  return nothing
}

function evaluateCall(node: CallNode, frame: Frame, scan: Scan): Values {
  const callee = unwrap(node.callee)
  if (callee.type === 'Super') {
    for (const one of node.arguments) scan.valuesOf(one, frame)
    return nothing
  }
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression'
  const self =
    isMember && callee.object.type !== 'Super' ? scan.valuesOf(callee.object, frame) : selfOf(frame)
  const named: Node = isMember ? callee.property : callee
  const callees = callee.type === 'Import' ? [global('require')] : scan.valuesOf(callee, frame)
  const args: Values[] = []
  for (const argument of node.arguments) {
    if (argument.type !== 'SpreadElement') {
      args.push(scan.valuesOf(argument, frame))
      continue
    }
    // Their number is not known: each of them can be in any of the next places.
    const spread = scan.member(scan.valuesOf(argument.argument, frame), undefined)
    args.push(spread, spread, spread, spread)
  }
  const name = nameOf(named) ?? ''
  // What compilers put around `require`; on what they are given it changes nothing that matters here.
  if (/^_{1,2}(import(Default|Star)|toESM|toCommonJS|interop\w*)$/.test(name)) return args[0] ?? nothing
  const isNew = node.type === 'NewExpression'
  const calling = { args, self: isMember ? self : nothing, named, isNew, written: node.arguments, frame }
  if (isMember && /^(then|catch|finally)$/.test(name)) return callThen(name, self, calling, scan)
  noteUnsure(callee, callees, named, frame, scan)
  if (/^(createC|c)ollection$/.test(name) && isMember) noteCollection(args[0], node, named, frame, scan)
  if (name === 'callFunction') noteSentTexts(args[0], scan)
  return scan.call(callees, calling)
}

/** Promises are taken to be what they promise. */
function callThen(name: string, self: Values, calling: Parameters<Scan['call']>[1], scan: Scan): Values {
  const [first = nothing, second = nothing] = calling.args
  const given = (values: Values) => ({ ...calling, self: nothing, args: name === 'finally' ? [] : [values] })
  const promised = self.filter(({ kind }) => kind !== 'api' || name === 'then')
  const returned = union([
    scan.call(first, given(name === 'then' ? promised : unknown)),
    scan.call(second, given(unknown)),
  ])
  return name === 'then' ? returned : union([promised, returned])
}

/** Notes a call such as `openapi.a.b()` on something of which nothing is known. */
function noteUnsure(callee: Node, callees: Values, named: Node, frame: Frame, scan: Scan): void {
  if (callees.some(({ kind }) => kind !== 'unknown')) return
  const names = dottedNames(callee)
  const after = names.lastIndexOf('openapi') + 1
  const name = names.slice(after).join('.')
  if (after === 0 || !scan.world.isMethod(name)) return
  const place = scan.place(named, frame)
  scan.records.unsure.set(`${name} ${place.line}:${place.column} ${place.file}`, { name, place })
}

function noteCollection(
  names: Values = nothing,
  { arguments: [written] }: CallNode,
  named: Node,
  frame: Frame,
  scan: Scan,
): void {
  const place = scan.place(named, frame)
  const choice = written && dottedNames(written).pop()
  if (choice && textsIn(names).hasMore) scan.records.collectionChoices.add(choice)
  const isCreated = nameOf(named) === 'createCollection'
  for (const name of textsIn(names).texts) {
    const key = `${name} ${place.line}:${place.column} ${place.file}`
    scan.records.collections.set(key, { name, isCreated, place })
  }
}

// Whatever else a text is, it is not a name or a path; this also bounds one that grows in a loop.
const couldName = /^[\w$./@#:-]{0,80}$/

/** What a template or a `+` makes, where every piece is known and at most one has a choice. */
function joinTexts(node: TemplateLiteral | BinaryExpression, frame: Frame, scan: Scan): Values {
  if (node.type === 'BinaryExpression' && node.operator !== '+') return unknown
  const pieces: Values[] =
    node.type === 'BinaryExpression'
      ? [scan.valuesOf(node.left, frame), scan.valuesOf(node.right, frame)]
      : node.quasis.flatMap((quasi, at) => {
          const after = node.expressions[at]
          const before = [text(quasi.value.cooked ?? '')]
          return after ? [before, scan.valuesOf(after, frame)] : [before]
        })
  const read = pieces.map(textsIn)
  const isKnown =
    read.every(({ texts, hasMore }) => texts.length > 0 && !hasMore) &&
    read.filter(({ texts }) => texts.length > 1).length < 2
  // Numbers are added, not joined.
  const isNumber =
    node.type === 'BinaryExpression' && pieces.every(piece => piece.every(({ kind }) => kind === 'number'))
  if (!isKnown || isNumber) return unknown
  const joined = read.reduce<string[]>(
    (so, { texts }) => so.flatMap(before => texts.map(after => before + after)),
    [''],
  )
  return union(joined.map(one => (couldName.test(one) ? [text(one)] : unknown)))
}
