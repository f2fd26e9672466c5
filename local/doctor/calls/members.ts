import { exportsOf } from './exports'
import { exportOfFile } from './modules'
import { isFunction, type Node, nameOf, unwrap } from './nodes'
import {
  api,
  type ClassValue,
  cloud,
  cloudMember,
  type Frame,
  functionAt,
  global,
  type InstanceValue,
  json,
  natural,
  nothing,
  number,
  type ObjectValue,
  ours,
  rows,
  type Scan,
  text,
  textsIn,
  union,
  unknown,
  type Value,
  type Values,
} from './values'

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
    (entry === 'main' && /^(cloud|createCloud|createOpenapi)$/.test(name ?? '')) ||
    (entry === 'functions' && name === 'serve') ||
    (entry === 'stores' && name === 'cloudbaseStore')
  if (!isOurs) return unknown
  return name === 'cloud' ? [cloud('dropIn')] : [ours(name!)]
}

const isRecord = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null

function memberOfJson(one: Extract<Value, { kind: 'json' }>, name: string | undefined): Values {
  const { id, data } = one
  if (!isRecord(data)) return unknown
  if (name === undefined) return union(Object.keys(data).map(key => memberOfJson(one, key)))
  const own = Object.hasOwn(data, name) ? data[name] : undefined
  if (own === undefined) return name === 'default' ? [one] : nothing
  if (typeof own === 'string') return [text(own)]
  if (typeof own === 'number') return [number(own)]
  return isRecord(own) ? [json(`${id} . ${name}`, own)] : unknown
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

/** Whether a member that is written has this name, or may have it. */
function isNamed(
  member: { key: Node; computed?: boolean | null },
  name: string | undefined,
  frame: Frame,
  scan: Scan,
): boolean {
  if (name === undefined) return true
  if (!member.computed) return nameOf(member.key) === name
  const { texts, hasMore } = textsIn(scan.valuesOf(member.key, frame))
  return hasMore || texts.includes(name)
}

/** A method, or what a getter returns. */
function methodOf(
  node: Extract<Node, { type: 'ObjectMethod' | 'ClassMethod' | 'ClassPrivateMethod' }>,
  frame: Frame,
  self: Values,
  scan: Scan,
): Values {
  const method = functionAt(node, frame)
  if (node.kind === 'set') return nothing
  if (node.kind !== 'get') return [method]
  return scan.call([method], { args: [], self, named: node.key, isNew: false, written: [], frame })
}

/** A member of a class, or of an instance of it, its own or inherited. */
function ofClass(
  { node, frame }: ClassValue,
  self: ClassValue | InstanceValue,
  name: string | undefined,
  scan: Scan,
): Values {
  const isStatic = self.kind === 'class'
  const found: Values[] = []
  for (const member of node.body.body) {
    if (member.type === 'ClassMethod' && member.kind === 'constructor') {
      if (self.kind === 'instance') found.push(ofConstructor(member, frame, self, name, scan))
      continue
    }
    if (!('key' in member) || ('static' in member && member.static === true) !== isStatic) continue
    if (!isNamed(member as { key: Node; computed?: boolean }, name, frame, scan)) continue
    if (member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod') {
      found.push(methodOf(member, frame, [self], scan))
    } else if ('value' in member && member.value) {
      found.push(scan.valuesOf(member.value as Node, scan.bodyOf(node, frame, [self])))
    }
  }
  if (self.kind === 'instance') found.push(writtenToThis(node, frame, self, name, scan))
  const own = union([...found, isStatic ? writtenTo(self, name, scan) : nothing])
  if ((own.length > 0 && name !== undefined) || !node.superClass) return own
  const parents = scan.valuesOf(node.superClass, frame)
  const inherited = parents.map(parent => {
    if (parent.kind !== 'class') return parent.kind === 'unknown' ? unknown : nothing
    return ofClass(parent, isStatic ? parent : self, name, scan)
  })
  return union([own, ...inherited])
}

/** `constructor(private readonly api: Api)` makes a member. */
function ofConstructor(
  node: Extract<Node, { type: 'ClassMethod' }>,
  frame: Frame,
  self: InstanceValue,
  name: string | undefined,
  scan: Scan,
): Values {
  return union(
    node.params.map(param => {
      if (param.type !== 'TSParameterProperty') return nothing
      const { parameter } = param
      const id = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
      if (id.type !== 'Identifier' || (name !== undefined && id.name !== name)) return nothing
      return scan.valuesOf(id, scan.frameIn(functionAt(node, frame), self.args, [self]))
    }),
  )
}

/** What methods of a class write to `this`. */
function writtenToThis(
  node: Node,
  frame: Frame,
  self: InstanceValue,
  name: string | undefined,
  scan: Scan,
): Values {
  const { source } = frame
  return union(
    writesOf(source, name).map(({ object, value }) => {
      if (object.type !== 'ThisExpression') return nothing
      let at = source.parents.get(object)
      while (at && (!isFunction(at) || at.type === 'ArrowFunctionExpression')) at = source.parents.get(at)
      if (!at || !isFunction(at) || source.parents.get(source.parents.get(at)!) !== node) return nothing
      const isConstructor = at.type === 'ClassMethod' && at.kind === 'constructor'
      // A class that extends another is given its arguments by `super(…)`, which most write through.
      const args = isConstructor ? self.args : undefined
      return scan.valuesOf(value, scan.frameIn(functionAt(at, frame), args, [self]))
    }),
  )
}

/** What is written to a member of a value after it was made. */
function writtenTo(
  one: ObjectValue | ClassValue | Extract<Value, { kind: 'function' }>,
  name: string | undefined,
  scan: Scan,
): Values {
  const { source } = one.frame
  return union(
    writesOf(source, name).map(({ object, value, isGetter }) => {
      const at = unwrap(object)
      if (at.type !== 'Identifier' && at.type !== 'MemberExpression') return nothing
      const frame = scan.frameAround(object, source)
      const isIt = scan
        .valuesOf(object, frame)
        .some(other => other.kind === one.kind && 'node' in other && other.node === one.node)
      if (!isIt) return nothing
      const values = scan.valuesOf(value, frame)
      return isGetter
        ? scan.call(values, { args: [], self: [one], named: value, isNew: false, written: [], frame })
        : values
    }),
  )
}

const writesOf = (source: Frame['source'], name: string | undefined) => {
  const { writes } = exportsOf(source)
  return name === undefined
    ? [...writes.values()].flat()
    : [...(writes.get(name) ?? []), ...(writes.get('*') ?? [])]
}
