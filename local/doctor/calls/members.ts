import { isObject } from '../../../shared/schema/objects'
import { isNamed, methodOf, ofClass, writtenTo } from './classes'
import { exportOfFile } from './modules'
import { type Node, nameOf } from './nodes'
import {
  api,
  cloud,
  cloudMember,
  type Frame,
  global,
  json,
  natural,
  nothing,
  number,
  type ObjectValue,
  ours,
  rows,
  text,
  union,
  unknown,
  type Value,
  type Values,
} from './values'
import type { Scan } from './world'

const longestPath = 6
const ofFunctions = /^(call|apply|bind)$/
/** The methods that objects, lists and maps have without anybody putting them there. */
const byNature =
  /^(push|unshift|add|splice|fill|get|set|pop|shift|find|findLast|findIndex|at|filter|slice|concat|reverse|sort|flat|flatMap|values|with|forEach|map|some|every|reduce|has|delete|includes|indexOf|join)$/

/** What a member of a value can be; undefined stands for a name that is not known. */
export function memberOf(one: Value, name: string | undefined, scan: Scan): Values {
  switch (one.kind) {
    case 'unknown':
      return unknown
    case 'cloud':
      if (name === 'openapi') return [api(one.way, [])]
      // A compiled `import cloud from` reads it so.
      if (name === 'default') return [one]
      return name === undefined ? unknown : [cloudMember(one.way, name)]
    case 'api':
      return memberOfApi(one, name, scan)
    case 'rows':
      if (name === 'default') return [one]
      return name !== undefined && one.path.length < longestPath ? [rows([...one.path, name])] : unknown
    case 'ours':
      return memberOfOurs(one.name, name)
    case 'module':
      return exportOfFile(one.path, name, scan)
    case 'json':
      return memberOfJson(one, name)
    case 'global':
      return name !== undefined && one.name.split('.').length < longestPath
        ? [global(`${one.name}.${name}`)]
        : unknown
    case 'list':
      if (name === undefined || /^\d+$/.test(name)) return one.elements
      return byNature.test(name) ? [natural(one, name)] : nothing
    case 'natural':
      // What a class gives to its instances, as `super` reads it.
      if (one.name === 'prototype' && one.object.kind === 'class') {
        return ofClass(
          one.object,
          { key: one.key, kind: 'instance', of: one.object, args: undefined },
          name,
          scan,
        )
      }
      return nothing
    case 'bound':
      return name !== undefined && ofFunctions.test(name) ? [natural(one, name)] : nothing
    case 'function':
      if (name !== undefined && ofFunctions.test(name)) return [natural(one, name)]
      return writtenTo(one, name, scan)
    case 'class':
      return ofClass(one, one, name, scan)
    case 'instance':
      return ofClass(one.of, one, name, scan)
    case 'object': {
      const own = union([ofObject(one, name, scan), writtenTo(one, name, scan)])
      if (own.length > 0 || name === undefined) return own
      return byNature.test(name) ? [natural(one, name)] : nothing
    }
    default:
      return nothing
  }
}

function memberOfApi(
  { way, path }: Extract<Value, { kind: 'api' }>,
  name: string | undefined,
  scan: Scan,
): Values {
  if (name === undefined) return unknown
  if (path.length === 0 && name === 'call') return [{ key: `call by name ${way}`, kind: 'callByName', way }]
  if (path.length === 0 && name === 'request') return [cloudMember(way, name)]
  if (name === '' || path.length >= longestPath) return nothing
  if (scan.world.isMethod(path.join('.'))) {
    return ofFunctions.test(name) ? [natural(api(way, path), name)] : nothing
  }
  const longer = [...path, name]
  if (scan.world.isMethod(longer.join('.'))) scan.records.mentions.add(longer.join('.'))
  return [api(way, longer)]
}

function memberOfOurs(entry: string, name: string | undefined): Values {
  if (name === 'default' && /^(main|functions|stores)$/.test(entry)) return [ours(entry)]
  const isOurs =
    (entry === 'main' && /^(cloud|cloudCalls|createCloud|createOpenapi)$/.test(name ?? '')) ||
    (entry === 'functions' && name === 'serve') ||
    (entry === 'stores' && name === 'cloudbaseStore')
  if (!isOurs) return unknown
  return name === 'cloud' ? [cloud('dropIn')] : [ours(name!)]
}

function memberOfJson(one: Extract<Value, { kind: 'json' }>, name: string | undefined): Values {
  const { id, data } = one
  if (!isObject(data)) return unknown
  if (name === undefined) return union(Object.keys(data).map(key => memberOfJson(one, key)))
  const own = Object.hasOwn(data, name) ? data[name] : undefined
  if (own === undefined) return name === 'default' ? [one] : nothing
  if (typeof own === 'string') return [text(own)]
  if (typeof own === 'number') return [number(own)]
  return isObject(own) ? [json(`${id} . ${name}`, own)] : unknown
}

/** The member of an object, a list or an enum as it is written. */
function ofObject({ node, frame }: ObjectValue, name: string | undefined, scan: Scan): Values {
  if (node.type === 'ArrayExpression') return ofList(node, name, frame, scan)
  if (node.type === 'TSEnumDeclaration') {
    return union(
      (node.body?.members ?? node.members).map((member, at) => {
        if (name !== undefined && nameOf(member.id) !== name) return nothing
        return member.initializer ? scan.valuesOf(member.initializer, frame) : [number(at)]
      }),
    )
  }
  if (node.type !== 'ObjectExpression') return nothing
  const self: Values = [{ key: `object at ${frame.id} ${node.start}`, kind: 'object', node, frame }]
  return union(
    node.properties.map(property => {
      if (property.type === 'SpreadElement') return scan.member(scan.valuesOf(property.argument, frame), name)
      if (!isNamed(property, name, frame, scan)) return nothing
      if (property.type !== 'ObjectMethod') return scan.valuesOf(property.value, frame)
      return methodOf(property, frame, self, scan)
    }),
  )
}

function ofList(
  node: Extract<Node, { type: 'ArrayExpression' }>,
  name: string | undefined,
  frame: Frame,
  scan: Scan,
): Values {
  const hasSpread = node.elements.some(element => element?.type === 'SpreadElement')
  const at = name !== undefined && /^\d+$/.test(name) ? Number(name) : undefined
  if (name !== undefined && at === undefined) return nothing
  const elements = at === undefined || hasSpread ? node.elements : [node.elements[at]]
  return union(
    elements.map(element => {
      if (!element) return nothing
      if (element.type !== 'SpreadElement') return scan.valuesOf(element, frame)
      return scan.member(scan.valuesOf(element.argument, frame), undefined)
    }),
  )
}
