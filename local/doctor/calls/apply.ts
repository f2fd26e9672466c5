import { en } from '../permissions/texts/en'
import { callGlobal, callNatural } from './builtins'
import { selfOfMethod } from './frames'
import { isFunction, type Node } from './nodes'
import { callOurs, noteFunctionCall } from './ours'
import { bodyOf } from './parse-source'
import {
  api,
  cloud,
  type Frame,
  functionAt,
  instance,
  nothing,
  textsIn,
  union,
  unknown,
  type Value,
  type Values,
} from './values'
import type { Calling, Leaving, Scan } from './world'

/** Calls one value. @returns what the call gives */
export function apply(callee: Value, calling: Calling, scan: Scan): Values {
  const { args, self, named, frame, isNew } = calling
  switch (callee.kind) {
    case 'function':
      return returnedBy(scan.enter(callee, args, self), scan)
    case 'class': {
      if (!isNew) return nothing
      const made = instance(callee, args)
      enterConstructors(callee, made, scan)
      return [made]
    }
    case 'bound':
      return apply(callee.target, { ...calling, args: [...callee.args, ...args], self: callee.self }, scan)
    case 'api': {
      const { way, path } = callee
      // `openapi({ appid })` is the same openapi for another account.
      if (path.length === 0) return [api(way, path)]
      scan.records.call({ name: path.join('.'), way, place: scan.place(named, frame) })
      for (const one of args) scan.release(one, { named, frame, isSilent: true })
      return unknown
    }
    case 'callByName':
      return callByName(callee.way, calling, scan)
    case 'cloudMember':
      return callCloudMember(callee, calling, scan)
    case 'ours':
      return callOurs(callee.name, calling, scan)
    case 'natural':
      return callNatural(callee, calling, scan)
    case 'global':
      return callGlobal(callee.name, calling, scan)
    case 'unknown':
      for (const one of args) scan.release(one, { named, frame, isSilent: false })
      return unknown
    default:
      return nothing
  }
}

/** Scans the constructors of a class and of those that it extends, and what sets its fields. */
function enterConstructors(
  callee: Extract<Value, { kind: 'class' }>,
  made: Extract<Value, { kind: 'instance' }>,
  scan: Scan,
): void {
  for (const member of callee.node.body.body) {
    if (member.type === 'ClassMethod' && member.kind === 'constructor') {
      scan.enter(functionAt(member, callee.frame), made.args, [made])
    }
    if ('value' in member && member.value && !isFunction(member.value as Node)) {
      scan.valuesOf(member.value as Node, scan.bodyOf(callee.node, callee.frame, [made]))
    }
  }
  const { superClass } = callee.node
  for (const parent of superClass ? scan.valuesOf(superClass, callee.frame) : nothing) {
    if (parent.kind === 'class' && parent.node !== callee.node) enterConstructors(parent, made, scan)
  }
}

/** What a function returns. */
function returnedBy(frame: Frame, scan: Scan): Values {
  const { node, source } = frame
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
    return scan.valuesOf(node.body, frame)
  }
  return union(bodyOf(node, source).returned.map(one => scan.valuesOf(one, frame)))
}

function callByName(way: 'cloudCall' | 'dropIn' | 'https', calling: Calling, scan: Scan): Values {
  const [names = nothing] = calling.args
  const { texts, hasMore } = textsIn(names)
  const place = scan.place(calling.named, calling.frame)
  for (const name of texts) scan.records.call({ name, way, place })
  if ((hasMore || texts.length === 0) && way === 'cloudCall') scan.records.dynamic({ below: '', place })
  return unknown
}

function callCloudMember(
  { way, name }: Extract<Value, { kind: 'cloudMember' }>,
  calling: Calling,
  scan: Scan,
): Values {
  const { args, named, frame } = calling
  if (name === 'Cloud' || name === 'createNewInstance') return [cloud(way)]
  if (name === 'callFunction') noteFunctionCall(calling, scan)
  if (name === 'init') {
    for (const timeout of scan.member(args[0] ?? nothing, 'timeout')) {
      const place = scan.place(named, frame)
      if (timeout.kind !== 'number') continue
      scan.records.timeouts.set(`${place.file}:${place.line}`, { timeoutMs: timeout.number, place })
    }
  }
  for (const one of args) scan.release(one, { named, frame, isSilent: true })
  return unknown
}

/** One value leaves the program: its functions may be called with anything. */
export function releaseOne(one: Value, leaving: Leaving, scan: Scan): void {
  const { named, frame } = leaving
  const silent = { ...leaving, isSilent: true }
  switch (one.kind) {
    case 'api': {
      const name = one.path.join('.')
      if (scan.world.isMethod(name))
        scan.records.call({ name, way: one.way, place: scan.place(named, frame) })
      else if (one.way === 'cloudCall') noteHandedOn(name, leaving, scan)
      break
    }
    case 'cloud':
      if (one.way === 'cloudCall') noteHandedOn('', leaving, scan)
      break
    case 'bound':
      scan.release([one.target], leaving)
      break
    case 'function':
      scan.release(returnedBy(scan.enter(one, undefined, selfOfMethod(one)), scan), silent)
      break
    case 'class': {
      const made = instance(one, undefined)
      enterConstructors(one, made, scan)
      scan.release([made], silent)
      scan.release(scan.member([one], undefined), silent)
      break
    }
    case 'instance':
    case 'object':
    case 'list':
      for (const inner of scan.member([one], undefined)) {
        if (inner.kind === 'function')
          scan.release(returnedBy(scan.enter(inner, undefined, [one]), scan), silent)
        else scan.release([inner], leaving)
      }
      break
    case 'module': {
      const source = scan.world.load(one.path)
      if (!source) break
      scan.release(scan.member([one], undefined), silent)
      for (const node of scan.exportsOf(source).wholes) {
        scan.release(scan.valuesOf(node, scan.frameAround(node, source)), silent)
      }
      break
    }
  }
}

function noteHandedOn(below: string, { named, frame, isSilent }: Leaving, scan: Scan): void {
  if (isSilent) return
  const place = scan.place(named, frame)
  const to = 'name' in named && typeof named.name === 'string' ? named.name : en.program.aFunction
  scan.records.handedOn.set(`${place.file}:${place.line}:${place.column} ${below}`, { below, to, place })
}
