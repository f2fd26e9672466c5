import { listOf } from './assign'
import { apply, type Calling, requireFrom } from './calls'
import { noteFunctionCall } from './function-calls'
import { namesOf, readAll, readMember } from './members'
import { release } from './release'
import { idOf, nothing, only, siteOf, text, union, unknown, type Values } from './values'

/** Calls what the language or the platform gives. */
export function callGlobal(name: string, calling: Calling): Values {
  const { args, frame, machine, node, named } = calling
  const known = Object.hasOwn(ways, name) ? ways[name] : undefined
  if (known) return known(calling)
  if (name === 'require') return requireFrom(args[0], named, frame, machine)
  if (name === 'wx.cloud.callFunction') noteFunctionCall(calling)
  // The platform calls what it is given; of an openapi it calls nothing.
  release(args, { ...calling, isSilent: true })
  return node.type === 'NewExpression' && /^(Weak)?(Map|Set)$/.test(name) ? collection(calling) : unknown
}

type Way = (calling: Calling) => Values

const first: Way = ({ args: [one = nothing] }) => one

const ways: { readonly [name: string]: Way } = {
  'Object.freeze': first,
  'Object.seal': first,
  'Object.create': first,
  'Promise.resolve': first,
  'Promise.all': first,
  'Promise.race': elements,
  'Promise.any': elements,
  'Array.from': first,
  structuredClone: first,
  Proxy: first,
  'Object.assign': copyMembers,
  'Object.defineProperty': defineMember,
  'Object.keys': calling => listed(calling, one => names(one, calling)),
  'Object.values': calling => listed(calling, one => readAll(one, calling.machine)),
  'Object.entries': calling => listed(calling, one => entries(one, calling)),
  'Reflect.get': ({ args: [object = nothing, key = nothing], machine }) =>
    union(Array.from(key, one => (one.kind === 'text' ? readMember(object, one.text, machine) : unknown))),
}

type One = Values extends ReadonlySet<infer V> ? V : never

function listed(calling: Calling, of: (one: One) => Values): Values {
  const { args, node, frame, machine } = calling
  const [given = nothing] = args
  return new Set([listOf(union(Array.from(given, of)), node, frame, machine)])
}

function elements({ args: [given = nothing], machine }: Calling): Values {
  return union(Array.from(given, one => readAll(one, machine)))
}

const names = (one: One, { machine }: Calling): Values => {
  const all = namesOf(one, machine)
  return idOf(one) === undefined || all.includes('*') ? unknown : union(all.map(text))
}

/** The entries of an object, each a list of its own, so that a name stays with its value. */
function entries(one: One, { node, frame, machine }: Calling): Values {
  if (idOf(one) === undefined) return unknown
  return union(
    namesOf(one, machine).map(name => {
      const id = `entry ${name} ${siteOf(node, frame)}`
      machine.store.addMember(id, '0', name === '*' ? unknown : text(name))
      machine.store.addMember(
        id,
        '1',
        name === '*' ? readAll(one, machine) : readMember(new Set([one]), name, machine),
      )
      return only({ kind: 'object', id })
    }),
  )
}

function copyMembers({ args, machine }: Calling): Values {
  const [target = nothing, ...sources] = args
  for (const to of target) {
    const id = idOf(to)
    for (const from of id ? union(sources) : []) {
      for (const name of namesOf(from, machine)) {
        const values = name === '*' ? readAll(from, machine) : readMember(new Set([from]), name, machine)
        machine.store.addMember(id!, name, values)
      }
    }
  }
  const spaces = [...union(sources)].filter(
    ({ kind }) => kind === 'api' || kind === 'cloud' || kind === 'rows',
  )
  return union([target, new Set(spaces)])
}

function defineMember(calling: Calling): Values {
  const [target = nothing, key = nothing, descriptor = nothing] = calling.args
  const { machine } = calling
  const got = Array.from(readMember(descriptor, 'get', machine), one =>
    one.kind === 'function' ? apply(one, { ...calling, self: target, args: [] }) : nothing,
  )
  const values = union([readMember(descriptor, 'value', machine), ...got])
  const kept = new Set([...values].filter(({ kind }) => kind !== 'collectionMethod'))
  for (const one of target) {
    const id = idOf(one)
    for (const name of id ? key : [])
      machine.store.addMember(id!, name.kind === 'text' ? name.text : '*', kept)
  }
  return target
}

/** `new Map([[key, value]])` and `new Set([element])`, holding what they can give. */
function collection({ args: [given = nothing], node, frame, machine }: Calling): Values {
  const held = union(Array.from(given, one => readAll(one, machine)))
  const isMap = node.callee.type === 'Identifier' && /Map$/.test(node.callee.name)
  return new Set([listOf(isMap ? readMember(held, '1', machine) : held, node, frame, machine)])
}
