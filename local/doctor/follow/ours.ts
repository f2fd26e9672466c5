import { usualCollection } from '../../../shared/auth/stores/cloudbase-store'
import type { Node } from '../syntax/nodes'
import { unwrap } from '../syntax/nodes'
import type { Calling } from './calls'
import { noteFunctionCall } from './function-calls'
import type { Machine } from './machine'
import { namesOf, readAll, readGiven, readMember } from './members'
import type { Client, NamedOption } from './records'
import { release } from './release'
import { nothing, only, textsIn, union, unknown, type Value, type Values } from './values'

type Ours = Extract<Value, { kind: 'callByName' | 'cloudMember' | 'ours' }>

/** Calls a function of ours or of a `cloud`. */
export function callOurs(callee: Ours, calling: Calling): Values {
  switch (callee.kind) {
    case 'callByName':
      return callByName(callee.way, calling)
    case 'cloudMember':
      return callCloudMember(callee, calling)
    case 'ours':
      break
  }
  const { args, machine, named, frame } = calling
  if (callee.name === 'serve') return noteServed(calling)
  if (callee.name === 'cloudbaseStore') return noteCollection(calling)
  const way = callee.name === 'createCloud' ? 'dropIn' : wayOf(args[0], machine)
  const place = machine.place(named, frame)
  machine.records.clients.set(`${place.file}:${place.line}:${place.column}`, clientOf(way, args[0], calling))
  if (callee.name === 'createCloud') return only({ kind: 'cloud', way })
  return callee.name === 'createOpenapi' ? only({ kind: 'api', way, path: [] }) : unknown
}

function callByName(way: Client['way'], { args: [names = nothing], named, frame, machine }: Calling): Values {
  const { texts, hasMore } = textsIn(names)
  const place = machine.place(named, frame)
  for (const name of texts) machine.records.call({ name, way, place })
  if (hasMore && way === 'cloudCall') machine.records.dynamic({ below: '', place })
  return unknown
}

function callCloudMember({ way, name }: Extract<Ours, { kind: 'cloudMember' }>, calling: Calling): Values {
  const { args, named, frame, machine } = calling
  if (name === 'Cloud' || name === 'createNewInstance') return only({ kind: 'cloud', way })
  if (name === 'callFunction') noteFunctionCall(calling)
  if (name === 'init') {
    for (const timeout of readGiven(args[0] ?? nothing, 'timeout', machine)) {
      const place = machine.place(named, frame)
      if (timeout.kind === 'number') {
        machine.records.timeouts.set(`${place.file}:${place.line}`, { timeoutMs: timeout.number, place })
      }
    }
  }
  release(args, { ...calling, isSilent: true })
  return unknown
}

function clientOf(way: Client['way'], options: Values = nothing, { named, frame, machine }: Calling): Client {
  const has = (name: string) => readGiven(options, name, machine).size > 0
  const [timeout] = [...readGiven(options, 'timeoutMs', machine)]
  return {
    place: machine.place(named, frame),
    way,
    // Through wx-server-sdk the cloud knows them.
    hasAppid: way === 'cloudCall' || has('appid'),
    hasSecret: way === 'cloudCall' || has('secret'),
    ...(timeout?.kind === 'number' && { timeoutMs: timeout.number }),
  }
}

/** How the calls of a client travel: by its option `transport`, over HTTPS unless that says the cloud. */
function wayOf(options: Values = nothing, machine: Machine): Client['way'] {
  const { texts } = textsIn(readGiven(options, 'transport', machine))
  return texts.includes('cloud') ? 'cloudCall' : 'https'
}

function noteCollection({ args: [, options = nothing], machine, named, frame }: Calling): Values {
  const place = machine.place(named, frame)
  const given = readGiven(options, 'collection', machine)
  const { texts, hasMore } = textsIn(given)
  const names = hasMore ? [undefined] : texts.length > 0 ? texts : [usualCollection]
  for (const name of names) {
    machine.records.tokenCollections.set(`${place.file}:${place.line} ${name}`, { name, place })
  }
  return unknown
}

function noteServed(calling: Calling): Values {
  const { args, machine, named, node, frame } = calling
  const [rows = nothing, config = nothing, options = nothing] = args
  const place = machine.place(named, frame)
  const { names, hasMore } = offeredBy(rows, [], machine)
  const option = (name: string) =>
    namedIn(readGiven(options, name, machine), name, node.arguments[2], calling)
  machine.records.served.set(`${place.file}:${place.line}:${place.column}`, {
    place,
    offered: names,
    offersMore: hasMore,
    httpsOnly: option('httpsOnly'),
    everyone: option('everyone'),
    configs: Array.from(config, one => (one.kind === 'json' ? one.id : '')).filter(id => id !== ''),
    client: clientOf('https', readGiven(options, 'openapi', machine), calling),
  })
  return unknown
}

/** The methods that rows offer, by the names under which they are offered. */
function offeredBy(
  rows: Values,
  prefix: readonly string[],
  machine: Machine,
): { names: string[]; hasMore: boolean } {
  const names: string[] = []
  let hasMore = false
  for (const one of rows) {
    if (one.kind === 'rows') {
      const own = one.path.join('.')
      for (const name of machine.world.methodsBelow(own)) {
        const below = name === own ? [] : name.slice(own === '' ? 0 : own.length + 1).split('.')
        names.push([...prefix, ...below].join('.'))
      }
    } else if (one.kind === 'object' && prefix.length < 6) {
      for (const name of namesOf(one, machine)) {
        const inner = offeredBy(readMember(new Set([one]), name, machine), [...prefix, name], machine)
        names.push(...inner.names)
        hasMore ||= inner.hasMore || name === '*'
      }
    } else hasMore = true
  }
  return { names, hasMore }
}

function namedIn(
  values: Values,
  option: string,
  written: Node | undefined,
  { machine, named, frame }: Calling,
): NamedOption[] {
  const all = union(Array.from(values, one => readAll(one, machine)))
  return textsIn(all).texts.map(name => ({
    name,
    place: machine.place(findText(written, option, name) ?? named, frame),
  }))
}

/** Where a name stands in options that are written out. */
function findText(options: Node | undefined, option: string, name: string): Node | undefined {
  const object = options && unwrap(options)
  if (object?.type !== 'ObjectExpression') return undefined
  for (const property of object.properties) {
    if (
      property.type !== 'ObjectProperty' ||
      property.key.type !== 'Identifier' ||
      property.key.name !== option
    )
      continue
    const list = unwrap(property.value)
    if (list.type === 'ArrayExpression') {
      return list.elements.find(one => one?.type === 'StringLiteral' && one.value === name) ?? undefined
    }
  }
  return undefined
}
