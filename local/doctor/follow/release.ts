import { type Node, numberOf } from '../syntax/nodes'
import { construct, methodsOf } from './classes'
import type { Frame } from './frame'
import type { Machine } from './machine'
import { readAll } from './members'
import { nothing, only, type Value, type Values } from './values'

/** Where values go out, and whether nothing needs to be said about an `openapi` among them. */
export interface Leaving {
  readonly named: Node
  readonly frame: Frame
  readonly machine: Machine
  readonly isSilent?: boolean
}

/**
 * Values go to somebody outside who may do with them what they like: functions may be called with anything, a method
 * of WeChat's is taken to be called, and of an `openapi` it is not known what is called.
 */
export function release(all: readonly Values[], leaving: Leaving): void {
  for (const values of all) for (const one of values) releaseOne(one, leaving)
}

function releaseOne(one: Value, leaving: Leaving): void {
  const { named, frame, machine } = leaving
  switch (one.kind) {
    case 'api':
      leaveApi(one, leaving)
      break
    case 'cloud':
      if (one.way === 'cloudCall') noteHandedOn('', leaving)
      break
    case 'bound':
      releaseOne(one.target, leaving)
      break
    case 'function':
      if (machine.isFirst(`release ${one.frame.key} ${numberOf(one)}`)) {
        release([machine.call(one, undefined, nothing)], { ...leaving, isSilent: true })
      }
      break
    case 'class':
      releaseOne(construct(one, undefined, { at: one.node, frame, machine }), leaving)
      break
    case 'object':
      machine.shared.add(one.id)
      if (!machine.isFirst(`release ${one.id}`)) break
      for (const inner of readAll(one, machine)) {
        if (inner.kind === 'function') callMethod(inner, one, machine)
        else releaseOne(inner, leaving)
      }
      if (one.madeOf?.kind === 'class')
        for (const method of methodsOf(one.madeOf)) callMethod(method, one, machine)
      break
    case 'module':
      if (machine.isFirst(`release ${one.path}`))
        release([readAll(one, machine)], { named, frame, machine, isSilent: true })
      break
  }
}

const callMethod = (method: Extract<Value, { kind: 'function' }>, object: Value, machine: Machine) =>
  machine.call(method, undefined, only(object))

function leaveApi({ way, path }: Extract<Value, { kind: 'api' }>, leaving: Leaving): void {
  const { named, frame, machine } = leaving
  const name = path.join('.')
  if (machine.world.isMethod(name)) machine.records.call({ name, way, place: machine.place(named, frame) })
  else if (way === 'cloudCall') noteHandedOn(name, leaving)
}

function noteHandedOn(below: string, { named, frame, machine, isSilent }: Leaving): void {
  if (isSilent) return
  const place = machine.place(named, frame)
  const to = 'name' in named && typeof named.name === 'string' ? named.name : 'a function'
  machine.records.handedOn.set(`${place.file}:${place.line}:${place.column} ${below}`, { below, to, place })
}
