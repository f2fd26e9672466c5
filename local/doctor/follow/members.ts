import { inherited } from './classes'
import { byNature } from './collections'
import type { Machine } from './machine'
import { exportNames, exportOfFile } from './modules'
import { idOf, nothing, only, text, union, unknown, type Value, type Values } from './values'
import { globals } from './variables'

/** What a member of one of these values can be. */
export const readMember = (values: Values, name: string, machine: Machine): Values =>
  union(Array.from(values, one => memberOf(one, name, machine)))

/** What a member can be that somebody put there; neither what objects have by nature nor what others may add. */
export const readGiven = (values: Values, name: string, machine: Machine): Values =>
  union(
    Array.from(values, one =>
      one.kind === 'object' && !['*', name].some(known => machine.store.names(one.id).has(known))
        ? nothing
        : memberOf(one, name, machine),
    ),
  )

/** The names of a value's members, as far as they are known; `*` for more. */
export function namesOf(one: Value, machine: Machine): string[] {
  if (one.kind === 'module') return exportNames(one.path, machine)
  if (one.kind === 'json') return isRecord(one.data) ? Object.keys(one.data) : []
  if (one.kind === 'unknown') return ['*']
  const id = idOf(one)
  return id === undefined ? [] : [...machine.store.names(id)]
}

/** Everything that a value holds, whatever its name. */
export function readAll(one: Value, machine: Machine): Values {
  if (one.kind === 'unknown' || one.kind === 'global') return unknown
  return union(namesOf(one, machine).map(name => memberOf(one, name, machine)))
}

function memberOf(one: Value, name: string, machine: Machine): Values {
  const { store } = machine
  switch (one.kind) {
    case 'cloud':
      return memberOfCloud(one, name)
    case 'api':
      return memberOfApi(one, name, machine)
    case 'rows':
      if (name === 'default') return only(one)
      return one.path.length < longestPath ? only({ kind: 'rows', path: [...one.path, name] }) : unknown
    case 'ours':
      return memberOfOurs(one.name, name)
    case 'module':
      return exportOfFile(one.path, name, machine)
    case 'json':
      return memberOfJson(one, name)
    case 'global':
      return memberOfGlobal(one.name, name, machine)
    case 'bound':
      return ofFunctions.test(name) ? only({ kind: 'collectionMethod', object: one, name }) : nothing
    case 'unknown':
      return unknown
    case 'object':
    case 'class':
    case 'function': {
      const id = idOf(one)!
      if (id.startsWith('module.exports of ') && name === 'exports') {
        const own = only({ kind: 'module', path: id.slice('module.exports of '.length) })
        return union([own, store.readMember(id, name)])
      }
      const own = union([store.readMember(id, name), store.readMember(id, '*')])
      const found = own.size > 0 ? own : inherited(one, name, machine)
      if (found.size > 0) return found
      // What no one put there is there by nature, from outside, or not at all.
      if (byNature.test(name)) return only({ kind: 'collectionMethod', object: one, name })
      return machine.guesses && machine.shared.has(id) ? unknown : nothing
    }
    default:
      return nothing
  }
}

function memberOfCloud(one: Extract<Value, { kind: 'cloud' }>, name: string): Values {
  if (name === 'openapi') return only({ kind: 'api', way: one.way, path: [] })
  // A compiled `import cloud from` reads it so.
  if (name === 'default') return only(one)
  return only({ kind: 'cloudMember', way: one.way, name })
}

const longestPath = 6
const ofFunctions = /^(call|apply|bind)$/
const ofPromises = /^(then|catch|finally)$/

function memberOfApi(one: Extract<Value, { kind: 'api' }>, name: string, machine: Machine): Values {
  const { way, path } = one
  if (path.length === 0 && name === 'call') return only({ kind: 'callByName', way })
  if (path.length === 0 && name === 'request') return only({ kind: 'cloudMember', way, name })
  if (name === '' || ofPromises.test(name) || path.length >= longestPath) return nothing
  const dotted = path.join('.')
  if (machine.world.isMethod(dotted)) {
    return ofFunctions.test(name) ? only({ kind: 'collectionMethod', object: one, name }) : nothing
  }
  const longer = [...path, name]
  if (machine.world.isMethod(longer.join('.'))) machine.records.mentions.add(longer.join('.'))
  return only({ kind: 'api', way, path: longer })
}

function memberOfOurs(entry: string, name: string): Values {
  if (name === 'default' && /^(main|functions|stores)$/.test(entry))
    return only({ kind: 'ours', name: entry })
  const isOurs =
    (entry === 'main' && /^(cloud|createCloud|createOpenapi)$/.test(name)) ||
    (entry === 'functions' && name === 'serve') ||
    (entry === 'stores' && name === 'cloudbaseStore')
  if (!isOurs) return unknown
  return name === 'cloud' ? only({ kind: 'cloud', way: 'dropIn' }) : only({ kind: 'ours', name })
}

function memberOfJson({ id, data }: Extract<Value, { kind: 'json' }>, name: string): Values {
  const own =
    isRecord(data) && Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined
  if (own === undefined) return name === 'default' ? only({ kind: 'json', id, data }) : nothing
  if (typeof own === 'string') return text(own)
  if (typeof own === 'number') return only({ kind: 'number', number: own })
  return isRecord(own) ? only({ kind: 'json', id: `${id} . ${name}`, data: own }) : unknown
}

const isRecord = (data: unknown): data is object => typeof data === 'object' && data !== null

function memberOfGlobal(global: string, name: string, { store }: Machine): Values {
  if (global !== 'global' && global !== 'globalThis') {
    return global.split('.').length < longestPath
      ? only({ kind: 'global', name: `${global}.${name}` })
      : unknown
  }
  const assigned = store.readMember(globals, name)
  return assigned.size > 0 ? assigned : only({ kind: 'global', name })
}
