import type { CallExpression, NewExpression, OptionalCallExpression } from '@babel/types'
import { type Node, unwrap } from '../syntax/nodes'
import { construct, inheritedFrom, runConstructor } from './classes'
import { callCollection } from './collections'
import { evaluate, keysOf, membersOf } from './evaluate'
import type { Frame } from './frame'
import { callGlobal } from './globals'
import { type Machine, thisOf } from './machine'
import { readAll } from './members'
import { wholeOf } from './modules'
import { callOurs } from './ours'
import { release } from './release'
import { anything, keyOfAll, nothing, only, textsIn, union, unknown, type Value, type Values } from './values'

/** A call as it is made. */
export interface Calling {
  readonly args: readonly Values[]
  /** `this` of the call. */
  readonly self: Values
  /** What is called, as it is written: where a call is said to be. */
  readonly named: Node
  readonly node: CallNode
  readonly frame: Frame
  readonly machine: Machine
}

export type CallNode = CallExpression | OptionalCallExpression | NewExpression

/** Runs a call and gives what it returns. */
export function evaluateCall(node: CallNode, frame: Frame, machine: Machine): Values {
  const callee = unwrap(node.callee)
  if (callee.type === 'Import')
    return requireFrom(evaluateArguments(node, frame, machine)[0], callee, frame, machine)
  const { callees, self, named } = evaluateCallee(callee, frame, machine)
  const args = evaluateArguments(node, frame, machine)
  const calling: Calling = { args, self, named, node, frame, machine }
  if (callee.type === 'Super') {
    for (const one of callees) if (one.kind === 'class') runConstructor(one, args, self, machine)
    return nothing
  }
  const name = callee.type === 'Identifier' ? callee.name : named.type === 'Identifier' ? named.name : ''
  // What compilers put around `require`; on what they are given it changes nothing that matters here.
  if (/^_{1,2}(import(Default|Star)|toESM|interop\w*)$/.test(name)) return args[0] ?? nothing
  if (/^(then|catch|finally)$/.test(name) && callee.type !== 'Identifier') return callThen(name, calling)
  if (callees.size === 0 && machine.guesses) release(args, { ...calling, isSilent: true })
  noteUnsure(callee, callees, calling)
  return union(Array.from(callees, one => apply(one, calling)))
}

function evaluateCallee(
  callee: Node,
  frame: Frame,
  machine: Machine,
): { callees: Values; self: Values; named: Node } {
  if (callee.type === 'Super') {
    return { callees: evaluate(callee, frame, machine), self: thisOf(frame, machine), named: callee }
  }
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') {
    return { callees: evaluate(callee, frame, machine), self: nothing, named: callee }
  }
  const named = callee.property
  if (callee.object.type === 'Super') {
    const self = thisOf(frame, machine)
    const parents = evaluate(callee.object, frame, machine)
    const { texts } = keysOf(callee, frame, machine)
    return { callees: union(texts.map(name => inheritedFrom(parents, name, self, machine))), self, named }
  }
  const self = evaluate(callee.object, frame, machine)
  return { callees: membersOf(self, callee, frame, machine), self, named }
}

function evaluateArguments(node: CallNode, frame: Frame, machine: Machine): Values[] {
  const args: Values[] = []
  for (const argument of node.arguments) {
    if (argument.type !== 'SpreadElement') {
      args.push(evaluate(argument, frame, machine))
      continue
    }
    // How many there are is not known: each of them can stand in any of the next places.
    const spread = union(
      Array.from(evaluate(argument.argument, frame, machine), one => readAll(one, machine)),
    )
    const places = Array.from({ length: 4 }, () => spread)
    args.push(...places)
  }
  return args
}

/** Calls one value. */
export function apply(callee: Value, calling: Calling): Values {
  const { args, self, node, frame, machine } = calling
  switch (callee.kind) {
    case 'function':
      return node.type === 'NewExpression'
        ? constructPlain(callee, calling)
        : machine.call(callee, args, self)
    case 'class':
      return node.type === 'NewExpression'
        ? new Set([construct(callee, args, { at: node, frame, machine })])
        : nothing
    case 'bound':
      return apply(callee.target, { ...calling, args: [...callee.args, ...args], self: callee.self })
    case 'api':
      return callApi(callee, calling)
    case 'callByName':
    case 'cloudMember':
    case 'ours':
      return callOurs(callee, calling)
    case 'collectionMethod':
      return callCollection(callee, calling)
    case 'global':
      return callGlobal(callee.name, calling)
    case 'unknown':
      release(args, calling)
      return unknown
    default:
      return nothing
  }
}

/** `new` on a plain function: the object is its `this`. */
function constructPlain(
  callee: Extract<Value, { kind: 'function' }>,
  { args, node, frame, machine }: Calling,
): Values {
  const object = only({
    kind: 'object',
    id: `new ${keyOfAll([new Set([callee])])} at ${node.start} in ${frame.key}`,
  })
  return union([object, machine.call(callee, args, object)])
}

function callApi({ way, path }: Extract<Value, { kind: 'api' }>, calling: Calling): Values {
  const { args, named, frame, machine } = calling
  // `openapi({ appid })` is the same openapi for another account.
  if (path.length === 0) return only({ kind: 'api', way, path })
  machine.records.call({ name: path.join('.'), way, place: machine.place(named, frame) })
  release(args, { ...calling, isSilent: true })
  return unknown
}

/** Promises are taken to be what they promise. */
function callThen(name: string, { args, self, ...calling }: Calling): Values {
  const given = name === 'then' ? self : name === 'catch' ? unknown : nothing
  const values = new Set([...self].filter(({ kind }) => kind !== 'api'))
  const [first = nothing, second = nothing] = args
  const giving = (given: Values) => ({ ...calling, self: nothing, args: name === 'finally' ? [] : [given] })
  const returned = [
    ...Array.from(first, one => apply(one, giving(given))),
    ...Array.from(second, one => apply(one, giving(unknown))),
  ]
  return union([name === 'then' ? nothing : values, ...returned])
}

/** What `require(…)` and `import(…)` give. */
export function requireFrom(
  specifiers: Values | undefined,
  at: Node,
  frame: Frame,
  machine: Machine,
): Values {
  const { texts, hasMore } = textsIn(specifiers ?? nothing)
  if (hasMore) {
    const place = machine.place(at, frame)
    machine.records.lost.set(`${place.file}:${place.line}:${place.column}`, place)
  }
  const found = texts.map(specifier => wholeOf(machine.world.resolve(specifier, frame.source.path), machine))
  return union(hasMore ? [...found, unknown] : found)
}

/** Notes a call such as `openapi.a.b()` on something of which nothing is known. */
function noteUnsure(callee: Node, callees: Values, { named, frame, machine }: Calling): void {
  if ([...callees].some(one => one !== anything)) return
  const names = dottedNames(callee)
  const after = names.lastIndexOf('openapi') + 1
  const name = names.slice(after).join('.')
  if (after === 0 || !machine.world.isMethod(name)) return
  const place = machine.place(named, frame)
  machine.records.unsure.set(`${name} ${place.line}:${place.column} ${place.file}`, { name, place })
}

function dottedNames(node: Node): string[] {
  const inner = unwrap(node)
  if (inner.type === 'Identifier') return [inner.name]
  if (inner.type !== 'MemberExpression' && inner.type !== 'OptionalMemberExpression') return ['']
  const { property } = inner
  const name =
    !inner.computed && property.type === 'Identifier'
      ? property.name
      : property.type === 'StringLiteral'
        ? property.value
        : ''
  return [...dottedNames(inner.object), name]
}
