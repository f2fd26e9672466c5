import { usualCollection } from '../../../shared/auth/stores/cloudbase-store'
import { type Node, nameOf, unwrap } from './nodes'
import type { Client, NamedOption } from './records'
import { api, cloud, nothing, textsIn, union, unknown, type Value, type Values } from './values'
import type { Calling, Scan } from './world'

/** Calls a function of our library. */
export function callOurs(name: string, calling: Calling, scan: Scan): Values {
  const { args, named, frame } = calling
  if (name === 'serve') return noteServed(calling, scan)
  if (name === 'cloudbaseStore') return noteTokenCollection(calling, scan)
  if (name === 'cloudCalls') return unknown
  const option = wayOf(args[0], scan)
  const way = name === 'createCloud' && option === 'https' ? 'dropIn' : option
  const place = scan.place(named, frame)
  scan.records.clients.set(
    `${place.file}:${place.line}:${place.column}`,
    clientOf(way, args[0], calling, scan),
  )
  if (name === 'createCloud') return [cloud(way)]
  return name === 'createOpenapi' ? [api(way, [])] : unknown
}

/** Notes `callFunction({ name })`, unless it goes to another environment. */
export function noteFunctionCall({ args: [options = nothing], named, frame }: Calling, scan: Scan): void {
  const place = scan.place(named, frame)
  const isOptions = options.filter(({ kind }) => kind !== 'unknown')
  if (given(isOptions, 'config', scan).length > 0) return
  const names = given(options, 'name', scan)
  const { texts, hasMore } = textsIn(names)
  const { functionCalls } = scan.records
  const key = `${place.file}:${place.line}:${place.column}`
  for (const name of texts) functionCalls.set(`${key} ${name}`, { name, place })
  if (hasMore || texts.length === 0) functionCalls.set(key, { place })
}

/** Notes the texts in the event of any `callFunction({ name, data })`, also of a wrapper of which nothing is known. */
export function noteSentTexts(options: Values = nothing, scan: Scan): void {
  const data = given(options, 'data', scan)
  for (const to of textsIn(given(options, 'name', scan)).texts) {
    for (const member of data.flatMap(membersOf)) {
      for (const text of textsIn(given(data, member, scan)).texts)
        scan.records.sentTexts.set(`${to} ${member} ${text}`, { to, member, text })
    }
  }
}

/** The names of the members of an object that is written out. */
const membersOf = (one: Value): string[] =>
  one.kind === 'object' && one.node.type === 'ObjectExpression'
    ? one.node.properties.flatMap(property =>
        property.type === 'ObjectProperty' && !property.computed ? (nameOf(property.key) ?? []) : [],
      )
    : []

/** The values of an option. */
const given = (options: Values, name: string, scan: Scan): Values => scan.member(options, name)

function clientOf(
  way: Client['way'],
  options: Values = nothing,
  { named, frame }: Calling,
  scan: Scan,
): Client {
  const has = (name: string) => given(options, name, scan).length > 0
  const [timeout] = given(options, 'timeoutMs', scan)
  return {
    place: scan.place(named, frame),
    way,
    // Through wx-server-sdk the cloud knows them.
    hasAppid: way === 'cloudCall' || has('appid'),
    hasSecret: way === 'cloudCall' || has('secret'),
    ...(timeout?.kind === 'number' && { timeoutMs: timeout.number }),
  }
}

/** How the calls of a client travel: by its option `transport`, over HTTPS unless that says the cloud. */
function wayOf(options: Values = nothing, scan: Scan): Client['way'] {
  const transports = given(options, 'transport', scan)
  const isCloud =
    textsIn(transports).texts.includes('cloud') ||
    transports.some(one => one.kind === 'ours' && one.name === 'cloudCalls')
  return isCloud ? 'cloudCall' : 'https'
}

function noteTokenCollection({ args: [, options = nothing], named, frame }: Calling, scan: Scan): Values {
  const place = scan.place(named, frame)
  const { texts, hasMore } = textsIn(given(options, 'collection', scan))
  const names = hasMore ? [undefined] : texts.length > 0 ? texts : [usualCollection]
  for (const name of names) {
    scan.records.tokenCollections.set(`${place.file}:${place.line} ${name}`, { name, place })
  }
  return unknown
}

function noteServed(calling: Calling, scan: Scan): Values {
  const { args, named, written, frame } = calling
  const [rows = nothing, config = nothing, options = nothing] = args
  const place = scan.place(named, frame)
  const { names, hasMore } = offeredBy(rows, [], scan)
  const option = (name: string) => namedIn(given(options, name, scan), name, written[2], calling, scan)
  scan.records.served.set(`${place.file}:${place.line}:${place.column}`, {
    place,
    offered: names,
    offersMore: hasMore,
    httpsOnly: option('httpsOnly'),
    everyone: option('everyone'),
    configs: config.flatMap(one => (one.kind === 'json' ? [one.id] : [])),
    client: clientOf('https', given(options, 'openapi', scan), calling, scan),
  })
  return unknown
}

/** The methods that rows offer, by the names under which they are offered. */
function offeredBy(
  rows: Values,
  prefix: readonly string[],
  scan: Scan,
): { names: string[]; hasMore: boolean } {
  const names: string[] = []
  let hasMore = false
  for (const one of rows) {
    if (one.kind === 'rows') {
      const own = one.path.join('.')
      for (const name of scan.world.methodsBelow(own)) {
        const below = name === own ? [] : name.slice(own === '' ? 0 : own.length + 1).split('.')
        names.push([...prefix, ...below].join('.'))
      }
    } else if (one.kind === 'object' && one.node.type === 'ObjectExpression' && prefix.length < 6) {
      for (const property of one.node.properties) {
        const name = property.type === 'SpreadElement' || property.computed ? undefined : nameOf(property.key)
        if (name === undefined) {
          hasMore = true
          continue
        }
        const inner = offeredBy(scan.member([one], name), [...prefix, name], scan)
        names.push(...inner.names)
        hasMore ||= inner.hasMore
      }
    } else hasMore = true
  }
  return { names, hasMore }
}

function namedIn(
  values: Values,
  option: string,
  written: Node | undefined,
  { named, frame }: Calling,
  scan: Scan,
): NamedOption[] {
  const all = union(values.map(one => scan.member([one], undefined)))
  return textsIn(all).texts.map(name => ({
    name,
    place: scan.place(findText(written, option, name) ?? named, frame),
  }))
}

/** Where a name is written in literal options. */
function findText(options: Node | undefined, option: string, name: string): Node | undefined {
  const object = options && unwrap(options)
  if (object?.type !== 'ObjectExpression') return undefined
  for (const property of object.properties) {
    if (property.type !== 'ObjectProperty' || nameOf(property.key) !== option) continue
    const list = unwrap(property.value)
    if (list.type !== 'ArrayExpression') continue
    return list.elements.find(one => one?.type === 'StringLiteral' && one.value === name) ?? undefined
  }
  return undefined
}
