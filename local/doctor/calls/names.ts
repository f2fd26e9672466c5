import { importedValues } from './modules'
import { isClass, isFunction, type Node, nameOf, namesIn, unwrap } from './nodes'
import type { Binding } from './scopes'
import { reaching } from './scopes'
import {
  classAt,
  type Frame,
  functionAt,
  global,
  nothing,
  objectAt,
  textsIn,
  union,
  unknown,
  type Values,
} from './values'
import type { Scan } from './world'

/** A key as it is written. */
interface Key {
  readonly property: Node
  readonly computed: boolean
}

/** What members of values under a key can be; of an `openapi` it is noted where the key is not known. */
export function readKeyed(objects: Values, { property, computed }: Key, frame: Frame, scan: Scan): Values {
  const name = computed && property.type !== 'StringLiteral' ? undefined : nameOf(property)
  if (name !== undefined) return scan.member(objects, name)
  const values = scan.valuesOf(property, frame)
  const { texts, hasMore } = values.length === 0 ? { texts: [], hasMore: true } : textsIn(values)
  if (hasMore) noteDynamic(objects, property, frame, scan)
  const names = hasMore ? [...texts, undefined] : texts
  return union(names.map(one => scan.member(objects, one)))
}

function noteDynamic(values: Values, at: Node, frame: Frame, scan: Scan): void {
  for (const one of values) {
    if (one.kind === 'api' && one.way === 'cloudCall' && !scan.world.isMethod(one.path.join('.'))) {
      scan.records.dynamic({ below: one.path.join('.'), place: scan.place(at, frame) })
    }
  }
}

export function nameValues(name: string, at: Node, frame: Frame, scan: Scan): Values {
  const binding = frame.source.scopes.find(name, at)
  if (binding) return bindingValues(binding, reaching(binding, at, frame.source.parents), frame, scan)
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
  for (const name of namesIn(node.id)) writtenValues(name, node, frame, scan)
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

/** Whether a name is in a pattern, so that its neighbours are not evaluated. */
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
