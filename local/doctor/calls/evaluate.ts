import type {
  BinaryExpression,
  CallExpression,
  NewExpression,
  OptionalCallExpression,
  TemplateLiteral,
} from '@babel/types'
import { importedValues } from './modules'
import { dottedNames, isClass, isFunction, type Node, nameOf, unwrap } from './nodes'
import { namesIn } from './patterns'
import { reaching } from './reaching'
import type { Binding } from './scopes'
import {
  classAt,
  type Frame,
  functionAt,
  global,
  natural,
  nothing,
  number,
  objectAt,
  type Scan,
  text,
  textsIn,
  union,
  unknown,
  type Values,
} from './values'

export type CallNode = CallExpression | OptionalCallExpression | NewExpression

/** What an expression can be. */
export function evaluate(given: Node, frame: Frame, scan: Scan): Values {
  const node = unwrap(given)
  if (isFunction(node)) return [functionAt(node, frame)]
  if (isClass(node)) return [classAt(node, frame)]
  const of = (inner: Node | null | undefined) => (inner ? scan.valuesOf(inner, frame) : nothing)
  switch (node.type) {
    case 'StringLiteral':
      return [text(node.value)]
    case 'NumericLiteral':
      return [number(node.value)]
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return joinTexts(node, frame, scan)
    case 'Identifier':
      return nameValues(node.name, node, frame, scan)
    case 'ThisExpression':
      return selfOf(frame)
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.object.type === 'Super'
        ? superMember(nameOf(node.property), frame, scan)
        : readMember(node, frame, scan)
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return evaluateCall(node, frame, scan)
    case 'ObjectExpression':
    case 'ArrayExpression':
      return [objectAt(node, frame)]
    case 'ConditionalExpression':
      return union([of(node.consequent), of(node.alternate)])
    case 'LogicalExpression':
      return union([of(node.left), of(node.right)])
    case 'AssignmentExpression':
      return of(node.right)
    case 'AwaitExpression':
    case 'YieldExpression':
      return of(node.argument)
    case 'SequenceExpression':
      return of(node.expressions[node.expressions.length - 1])
    case 'NullLiteral':
    case 'BooleanLiteral':
      return nothing
    default:
      return unknown
  }
}

/** `this`: of an arrow function it is that of the code around it. */
export function selfOf(frame: Frame): Values {
  let at = frame
  while (at.node.type === 'ArrowFunctionExpression' && at.outer) at = at.outer
  return at.self
}

/** The names that a key can be, and whether it can be more; a name that is made may be noted. */
export function keysOf(
  { property, computed }: { property: Node; computed: boolean },
  frame: Frame,
  scan: Scan,
): { texts: string[]; hasMore: boolean } {
  const name = computed && property.type !== 'StringLiteral' ? undefined : nameOf(property)
  if (name !== undefined) return { texts: [name], hasMore: false }
  const values = scan.valuesOf(property, frame)
  return values.length === 0 ? { texts: [], hasMore: true } : textsIn(values)
}

/** What members of values under a key can be; of an `openapi` it is noted where the key is not known. */
function readKeyed(
  objects: Values,
  key: { property: Node; computed: boolean },
  frame: Frame,
  scan: Scan,
): Values {
  const { texts, hasMore } = keysOf(key, frame, scan)
  if (hasMore) noteDynamic(objects, key.property, frame, scan)
  const names = hasMore ? [...texts, undefined] : texts
  return union(names.map(name => scan.member(objects, name)))
}

const readMember = (
  node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
  frame: Frame,
  scan: Scan,
): Values => readKeyed(scan.valuesOf(node.object, frame), node, frame, scan)

function noteDynamic(values: Values, at: Node, frame: Frame, scan: Scan): void {
  for (const one of values) {
    if (one.kind === 'api' && one.way === 'cloudCall' && !scan.world.isMethod(one.path.join('.'))) {
      scan.records.dynamic({ below: one.path.join('.'), place: scan.place(at, frame) })
    }
  }
}

/** A member of the class that the class around extends. */
function superMember(name: string | undefined, frame: Frame, scan: Scan): Values {
  const parents = superOf(frame, scan)
  return union(
    parents.map(one =>
      one.kind === 'class' && name !== undefined ? scan.member([natural(one, 'prototype')], name) : unknown,
    ),
  )
}

function superOf(frame: Frame, scan: Scan): Values {
  for (const one of selfOf(frame)) {
    if (one.kind !== 'instance' || !one.of.node.superClass) continue
    return scan.valuesOf(one.of.node.superClass, one.of.frame)
  }
  return nothing
}

function evaluateCall(node: CallNode, frame: Frame, scan: Scan): Values {
  const callee = unwrap(node.callee)
  if (callee.type === 'Super') {
    for (const one of node.arguments) scan.valuesOf(one, frame)
    return nothing
  }
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression'
  const self =
    isMember && callee.object.type !== 'Super' ? scan.valuesOf(callee.object, frame) : selfOf(frame)
  const named: Node = isMember ? callee.property : callee
  const callees = callee.type === 'Import' ? [global('require')] : scan.valuesOf(callee, frame)
  const args = node.arguments.flatMap(argument => {
    if (argument.type !== 'SpreadElement') return [scan.valuesOf(argument, frame)]
    // How many there are is not known: each of them can stand in any of the next places.
    const spread = scan.member(scan.valuesOf(argument.argument, frame), undefined)
    return [spread, spread, spread, spread]
  })
  const name = nameOf(named) ?? ''
  // What compilers put around `require`; on what they are given it changes nothing that matters here.
  if (/^_{1,2}(import(Default|Star)|toESM|toCommonJS|interop\w*)$/.test(name)) return args[0] ?? nothing
  const isNew = node.type === 'NewExpression'
  const calling = { args, self: isMember ? self : nothing, named, isNew, written: node.arguments, frame }
  if (isMember && /^(then|catch|finally)$/.test(name)) return callThen(name, self, calling, scan)
  noteUnsure(callee, callees, named, frame, scan)
  if (name === 'collection' && isMember) noteCollection(args[0], named, frame, scan)
  return scan.call(callees, calling)
}

/** Promises are taken to be what they promise. */
function callThen(name: string, self: Values, calling: Parameters<Scan['call']>[1], scan: Scan): Values {
  const [first = nothing, second = nothing] = calling.args
  const given = (values: Values) => ({ ...calling, self: nothing, args: name === 'finally' ? [] : [values] })
  const promised = self.filter(({ kind }) => kind !== 'api' || name === 'then')
  const returned = union([
    scan.call(first, given(name === 'then' ? promised : unknown)),
    scan.call(second, given(unknown)),
  ])
  return name === 'then' ? returned : union([promised, returned])
}

/** Notes a call such as `openapi.a.b()` on something of which nothing is known. */
function noteUnsure(callee: Node, callees: Values, named: Node, frame: Frame, scan: Scan): void {
  if (callees.some(({ kind }) => kind !== 'unknown')) return
  const names = dottedNames(callee)
  const after = names.lastIndexOf('openapi') + 1
  const name = names.slice(after).join('.')
  if (after === 0 || !scan.world.isMethod(name)) return
  const place = scan.place(named, frame)
  scan.records.unsure.set(`${name} ${place.line}:${place.column} ${place.file}`, { name, place })
}

function noteCollection(names: Values = nothing, named: Node, frame: Frame, scan: Scan): void {
  const place = scan.place(named, frame)
  for (const name of textsIn(names).texts) {
    scan.records.collections.set(`${name} ${place.line}:${place.column} ${place.file}`, { name, place })
  }
}

function nameValues(name: string, at: Node, frame: Frame, scan: Scan): Values {
  const binding = frame.source.scopes.find(name, at)
  if (binding) return bindingValues(binding, reaching(binding, at, frame.source), frame, scan)
  if (name === 'undefined') return nothing
  if (name === 'exports')
    return [{ key: `module ${frame.source.path}`, kind: 'module', path: frame.source.path }]
  return [global(name)]
}

/** What a name can be by these writes of it. */
export function bindingValues(binding: Binding, writes: readonly Node[], frame: Frame, scan: Scan): Values {
  if (binding.imported) return importedValues(binding.imported, frame.source, scan)
  let owner: Frame | undefined = frame
  while (owner && owner.node !== binding.owner) owner = owner.outer
  const at = owner ?? scan.frameOf(binding.owner, frame.source)
  return union(writes.map(write => writtenValues(binding.name, write, at, scan)))
}

/** What one write gives to a name. */
function writtenValues(name: string, write: Node, frame: Frame, scan: Scan): Values {
  const within = frame.node === write || isFunction(write) ? frame : around(write, frame, scan)
  if (isFunction(write)) {
    if ('id' in write && write.id?.name === name && frame.node !== write) return [functionAt(write, frame)]
    if (write.type === 'FunctionExpression' && write.id?.name === name)
      return [functionAt(write, frame.outer ?? frame)]
    return union(write.params.map((param, at) => parameterValues(param, name, at, frame, scan)))
  }
  if (isClass(write)) return [classAt(write, within)]
  switch (write.type) {
    case 'VariableDeclarator':
      return destructure(write.id, name, declaredValues(write, within, scan), within, scan)
    case 'AssignmentExpression':
      return destructure(write.left, name, scan.valuesOf(write.right, within), within, scan)
    case 'ForOfStatement':
      return destructure(
        write.left,
        name,
        scan.member(scan.valuesOf(write.right, within), undefined),
        within,
        scan,
      )
    case 'TSEnumDeclaration':
      return [objectAt(write, within)]
    case 'TSImportEqualsDeclaration':
      return write.moduleReference.type === 'TSExternalModuleReference'
        ? scan.moduleOf(scan.world.resolve(write.moduleReference.expression.value, frame.source.path))
        : unknown
    default:
      return unknown
  }
}

/** Reads every name that a declaration takes apart, so that what it touches is seen. */
export function declare(node: Extract<Node, { type: 'VariableDeclarator' }>, frame: Frame, scan: Scan): void {
  if (node.id.type === 'Identifier') return
  for (const { name } of namesIn(node.id)) writtenValues(name, node, frame, scan)
}

/** The frame of the function around a write: that of the name's owner where it is the same. */
function around(write: Node, frame: Frame, scan: Scan): Frame {
  const { parents } = frame.source
  for (let at = parents.get(write); at; at = parents.get(at)) {
    if (at === frame.node) return frame
    if (isFunction(at)) return scan.frameAround(write, frame.source)
  }
  return frame
}

function declaredValues(
  write: Extract<Node, { type: 'VariableDeclarator' }>,
  frame: Frame,
  scan: Scan,
): Values {
  if (write.init) return scan.valuesOf(write.init, frame)
  const { parents } = frame.source
  const loop = parents.get(parents.get(write)!)
  if (loop?.type === 'ForOfStatement') return scan.member(scan.valuesOf(loop.right, frame), undefined)
  return loop?.type === 'ForInStatement' ? unknown : nothing
}

function parameterValues(param: Node, name: string, at: number, frame: Frame, scan: Scan): Values {
  if (param.type === 'RestElement')
    return destructure(param.argument, name, frame.args ? union(frame.args.slice(at)) : unknown, frame, scan)
  const pattern = param.type === 'TSParameterProperty' ? param.parameter : param
  return destructure(pattern, name, frame.args ? (frame.args[at] ?? nothing) : unknown, frame, scan)
}

/** What a name in a pattern gets of the values that the pattern is given. */
function destructure(given: Node, name: string, values: Values, frame: Frame, scan: Scan): Values {
  const pattern = unwrap(given)
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name ? values : nothing
    case 'AssignmentPattern':
      return destructure(
        pattern.left,
        name,
        union([values, scan.valuesOf(pattern.right, frame)]),
        frame,
        scan,
      )
    case 'VariableDeclaration':
      return destructure(pattern.declarations[0]!.id, name, values, frame, scan)
    case 'RestElement':
      return destructure(pattern.argument, name, values, frame, scan)
    case 'ArrayPattern':
      return union(
        pattern.elements.map((element, at) =>
          element ? destructure(element, name, scan.member(values, String(at)), frame, scan) : nothing,
        ),
      )
    case 'ObjectPattern':
      return union(
        pattern.properties.map(property =>
          property.type === 'RestElement'
            ? destructure(property.argument, name, values, frame, scan)
            : holds(property.value, name)
              ? destructure(
                  property.value,
                  name,
                  readKeyed(values, { property: property.key, computed: property.computed }, frame, scan),
                  frame,
                  scan,
                )
              : nothing,
        ),
      )
    default:
      return nothing
  }
}

/** Whether a name stands in a pattern, so that nothing is asked about its neighbours. */
function holds(given: Node, name: string): boolean {
  const pattern = unwrap(given)
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name
    case 'AssignmentPattern':
      return holds(pattern.left, name)
    case 'RestElement':
      return holds(pattern.argument, name)
    case 'ArrayPattern':
      return pattern.elements.some(element => element && holds(element, name))
    case 'ObjectPattern':
      return pattern.properties.some(one =>
        holds(one.type === 'RestElement' ? one.argument : one.value, name),
      )
    default:
      return false
  }
}

// Whatever else a text is, it is no name and no path, and one that grows in a loop has an end.
const couldName = /^[\w$./@#:-]{0,80}$/

/** What a template or a `+` makes, where every piece is known and at most one has a choice. */
function joinTexts(node: TemplateLiteral | BinaryExpression, frame: Frame, scan: Scan): Values {
  if (node.type === 'BinaryExpression' && node.operator !== '+') return unknown
  const pieces: Values[] =
    node.type === 'BinaryExpression'
      ? [scan.valuesOf(node.left, frame), scan.valuesOf(node.right, frame)]
      : node.quasis.flatMap((quasi, at) => {
          const after = node.expressions[at]
          const before = [text(quasi.value.cooked ?? '')]
          return after ? [before, scan.valuesOf(after, frame)] : [before]
        })
  const read = pieces.map(textsIn)
  const isKnown =
    read.every(({ texts, hasMore }) => texts.length > 0 && !hasMore) &&
    read.filter(({ texts }) => texts.length > 1).length < 2
  // Numbers are added, not joined.
  const isNumber =
    node.type === 'BinaryExpression' && pieces.every(piece => piece.every(({ kind }) => kind === 'number'))
  if (!isKnown || isNumber) return unknown
  const joined = read.reduce<string[]>(
    (so, { texts }) => so.flatMap(before => texts.map(after => before + after)),
    [''],
  )
  return union(joined.map(one => (couldName.test(one) ? [text(one)] : unknown)))
}
