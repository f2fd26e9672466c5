import { noteFunctionCall } from './ours'
import { bound, list, nothing, text, textsIn, union, unknown, type Value, type Values } from './values'
import type { Calling, Scan } from './world'

const gives = /^(get|pop|shift|find|findLast|at)$/
const sameKind = /^(filter|slice|concat|reverse|sort|flat|values|with|splice)$/
const perElement = /^(forEach|map|filter|some|every|find|findLast|findIndex|flatMap|sort)$/

/** Calls a method that functions, lists and maps have by nature. */
export function callNatural(
  { object, name }: Extract<Value, { kind: 'natural' }>,
  calling: Calling,
  scan: Scan,
): Values {
  const { args, named, frame } = calling
  const [first = nothing, second = nothing, ...rest] = args
  if (name === 'call') return scan.call([object], { ...calling, self: first, args: args.slice(1) })
  if (name === 'bind') return object.kind === 'bound' ? [object] : [bound(object, first, args.slice(1))]
  if (name === 'apply') {
    const places = [0, 1, 2, 3].map(at => scan.member(second, String(at)))
    return scan.call([object], { ...calling, self: first, args: places })
  }
  const elements = scan.member([object], undefined)
  if (name === 'reduce') {
    return union([
      second,
      scan.call(first, { ...calling, self: nothing, args: [union([second, elements]), elements, unknown] }),
    ])
  }
  const returned = perElement.test(name)
    ? scan.call(first, { ...calling, self: second, args: [elements, unknown, [object]] })
    : nothing
  // What is put into a list can be read from it again in many ways.
  if (!perElement.test(name))
    for (const one of [first, second, ...rest]) scan.release(one, { named, frame, isSilent: true })
  if (name === 'map' || name === 'flatMap')
    return [list(name === 'map' ? returned : scan.member(returned, undefined))]
  if (gives.test(name)) return elements
  return sameKind.test(name)
    ? [list(union([elements, ...(name === 'concat' ? args.map(one => scan.member(one, undefined)) : [])]))]
    : unknown
}

/** Calls what the language or the platform gives. */
export function callGlobal(name: string, calling: Calling, scan: Scan): Values {
  const { args, named, frame, isNew } = calling
  const [first = nothing, second = nothing] = args
  switch (name) {
    case 'require':
      return requireFrom(first, calling, scan)
    case 'Object.freeze':
    case 'Object.seal':
    case 'Object.create':
    case 'Promise.resolve':
    case 'Promise.all':
    case 'Promise.allSettled':
    case 'Array.from':
    case 'structuredClone':
      return first
    case 'Promise.race':
    case 'Promise.any':
      return scan.member(first, undefined)
    case 'Object.values':
      return [list(scan.member(first, undefined))]
    case 'Object.assign':
      return union(args)
    case 'Object.keys':
    case 'Object.entries':
      return listed(name, first, scan)
    case 'Reflect.get':
      return union(textsIn(second).texts.map(key => scan.member(first, key)))
    case 'wx.cloud.callFunction':
      noteFunctionCall(calling, scan)
      break
  }
  if (isNew && /^(Weak)?Set$/.test(name)) return [list(scan.member(first, undefined))]
  if (isNew && /^(Weak)?Map$/.test(name)) return [list(scan.member(scan.member(first, undefined), '1'))]
  // The platform calls what it is given; of an openapi it calls nothing.
  for (const one of args) scan.release(one, { named, frame, isSilent: true })
  return unknown
}

/** The names of an object that is written out, or its values beside them. */
function listed(name: string, objects: Values, scan: Scan): Values {
  if (name === 'Object.entries') {
    const values = scan.member(objects, undefined)
    return [list([list(union([unknown, values]))])]
  }
  const keys = objects.flatMap(one => {
    if (one.kind !== 'object' || one.node.type !== 'ObjectExpression') return unknown
    return one.node.properties.flatMap(property => {
      const isPlain = property.type !== 'SpreadElement' && !property.computed
      return isPlain && property.key.type === 'Identifier' ? [text(property.key.name)] : unknown
    })
  })
  return [list(union([keys]))]
}

/** What `require(…)` and `import(…)` give. */
function requireFrom(specifiers: Values, { named, frame }: Calling, scan: Scan): Values {
  const { texts, hasMore } = textsIn(specifiers)
  const place = scan.place(named, frame)
  if (hasMore) scan.records.lost.set(`${place.file}:${place.line}:${place.column}`, place)
  const found = texts.map(specifier => scan.moduleOf(scan.world.resolve(specifier, frame.source.path)))
  return union(hasMore ? [...found, unknown] : found)
}
