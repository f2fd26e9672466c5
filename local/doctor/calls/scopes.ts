import type { Identifier } from '@babel/types'
import { functionTypes, isFunction, type Node, namesIn } from './nodes'

/** A name that a file declares. */
export interface Binding {
  readonly name: string
  /** The function, or the whole file, in whose frame it lives. */
  readonly owner: Node
  /** The import that it comes from, if any. */
  readonly imported?: Node
  /** Everything that gives it a value, in the order of the source. */
  readonly writes: Node[]
}

/** The names of a file. */
export interface Scopes {
  /** What a name means where it stands; undefined when the file does not declare it. */
  find(name: string, at: Node): Binding | undefined
}

type Declared = Map<Node, Map<string, Binding>>

/** Finds every declaration of a file, and where each is written. */
export function findBindings(nodes: readonly Node[], parents: ReadonlyMap<Node, Node>): Scopes {
  const declared: Declared = new Map()
  const declare = (name: string, scope: Node, imported?: Node) => {
    const names = declared.get(scope) ?? new Map<string, Binding>()
    declared.set(scope, names)
    if (!names.has(name)) names.set(name, { name, owner: ownerOf(scope, parents), imported, writes: [] })
  }
  const find = (name: string, at: Node): Binding | undefined => {
    for (let node: Node | undefined = at; node; node = parents.get(node)) {
      const found = declared.get(node)?.get(name)
      if (found) return found
    }
    return undefined
  }
  const binding = nodes.filter(({ type }) => bindingTypes.has(type))
  for (const node of binding) declareNames(node, parents, declare)
  for (const node of binding) for (const name of written(node)) find(name, node)?.writes.push(node)
  return { find }
}

const declarations = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSEnumDeclaration',
  'TSImportEqualsDeclaration',
])
const imports = new Set(['ImportSpecifier', 'ImportDefaultSpecifier', 'ImportNamespaceSpecifier'])
/** The nodes that declare names or give them values. */
const bindingTypes = new Set([
  ...functionTypes,
  ...declarations,
  ...imports,
  'ClassExpression',
  'VariableDeclarator',
  'CatchClause',
  'AssignmentExpression',
  'ForOfStatement',
  'ForInStatement',
])

/** The function or file in whose frame the names of a scope live. */
function ownerOf(scope: Node, parents: ReadonlyMap<Node, Node>): Node {
  for (let node: Node | undefined = scope; node; node = parents.get(node)) {
    if (isFunction(node) || node.type === 'Program') return node
  }
  return scope
}

const blocks = new Set([
  'Program',
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
  'TSModuleBlock',
])

/** The nearest scope around a node: of blocks, or of functions alone for `var`. */
function scopeAround(node: Node, parents: ReadonlyMap<Node, Node>, isVar: boolean): Node {
  for (let around = parents.get(node); around; around = parents.get(around)) {
    if (isFunction(around) || around.type === 'Program') return around
    if (!isVar && blocks.has(around.type)) return around
  }
  return node
}

type Declare = (name: string, scope: Node, imported?: Node) => void

function declareNames(node: Node, parents: ReadonlyMap<Node, Node>, declare: Declare): void {
  if (isFunction(node)) {
    for (const param of node.params) for (const name of namesIn(param)) declare(name, node)
    if (node.type === 'FunctionExpression' && node.id) declare(node.id.name, node)
  }
  if (node.type === 'ClassExpression' && node.id) declare(node.id.name, node)
  if (isDeclaration(node) && node.id) declare(node.id.name, scopeAround(node, parents, false))
  if (node.type === 'VariableDeclarator') {
    const declaration = parents.get(node)
    const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var'
    for (const name of namesIn(node.id)) declare(name, scopeAround(node, parents, isVar))
  }
  if (node.type === 'CatchClause' && node.param) {
    for (const name of namesIn(node.param)) declare(name, node)
  }
  if (isImport(node)) declare(node.local.name, scopeAround(node, parents, true), node)
}

const isDeclaration = (node: Node): node is Node & { id?: Identifier } => declarations.has(node.type)

const isImport = (node: Node): node is Node & { local: Identifier } => imports.has(node.type)

/** The names that a node itself gives a value to. */
function written(node: Node): string[] {
  if (isFunction(node)) {
    const params = node.params.flatMap(namesIn)
    const isNamed = node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration'
    return isNamed && node.id ? [...params, node.id.name] : params
  }
  if (node.type === 'ClassExpression' || isDeclaration(node)) return node.id ? [node.id.name] : []
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id)
    case 'AssignmentExpression':
      return namesIn(node.left)
    case 'ForOfStatement':
    case 'ForInStatement':
      return node.left.type === 'VariableDeclaration' ? [] : namesIn(node.left)
    case 'CatchClause':
      return node.param ? namesIn(node.param) : []
    default:
      return []
  }
}

/**
 * Which writes of a name can be what is read at a place. Judged by their places in the text: a write that is
 * always passed on the way to the read hides those before it. Where functions are between them, every write counts.
 */
export function reaching(binding: Binding, read: Node, parents: ReadonlyMap<Node, Node>): readonly Node[] {
  const { writes, owner } = binding
  if (writes.length < 2) return writes
  if (writes.some(write => write !== owner && functionAround(write, parents) !== owner)) return writes
  const later = functionBelow(owner, read, parents)
  // A function that is declared can be called before the line where it stands.
  if (later?.type === 'FunctionDeclaration') return writes
  return later ? writesBefore(writes, later, parents, true) : writesBefore(writes, read, parents, false)
}

/** The outermost function between a read and the code that owns the name. */
function functionBelow(owner: Node, read: Node, parents: ReadonlyMap<Node, Node>): Node | undefined {
  const around = ancestors(read, parents)
  return around.slice(0, around.indexOf(owner)).filter(isFunction).pop()
}

/** @param runsLater whether what reads runs at any time after the place where it stands */
function writesBefore(
  writes: readonly Node[],
  read: Node,
  parents: ReadonlyMap<Node, Node>,
  runsLater: boolean,
): readonly Node[] {
  const around = ancestors(read, parents)
  const aroundRead = new Set(around)
  const isBefore = (write: Node) => isFunction(write) || write.end! <= read.start!
  const isPassed = (write: Node) =>
    isFunction(write) ||
    (isLoop(write) ? aroundRead.has(write) : isBefore(write) && aroundRead.has(regionOf(write, parents)))
  const hiding = [...writes].reverse().find(isPassed)
  const from = hiding ? writes.indexOf(hiding) : 0
  const loops = around.filter(isLoop)
  return writes.filter((write, at) => {
    if (at < from) return false
    if (runsLater || write === hiding || isBefore(write)) return true
    // A later write comes round again when a loop holds both, unless the hiding one is passed in each round.
    return loops.some(loop => isIn(loop, write) && !(hiding && isIn(loop, hiding)))
  })
}

const isLoop = ({ type }: Node): boolean => /^(For(In|Of)?|While|DoWhile)Statement$/.test(type)

const isIn = (outer: Node, inner: Node): boolean =>
  outer !== inner && outer.start! <= inner.start! && inner.end! <= outer.end!

function ancestors(node: Node, parents: ReadonlyMap<Node, Node>): Node[] {
  const found: Node[] = []
  for (let at = parents.get(node); at; at = parents.get(at)) found.push(at)
  return found
}

function functionAround(node: Node, parents: ReadonlyMap<Node, Node>): Node | undefined {
  return ancestors(node, parents).find(one => isFunction(one) || one.type === 'Program')
}

/** The nearest piece of code around a write that either runs as a whole or not at all. */
function regionOf(write: Node, parents: ReadonlyMap<Node, Node>): Node {
  let node = write
  for (let around = parents.get(node); around; around = parents.get(around)) {
    if (isFunction(around) || around.type === 'Program') return around
    if (runsPerhaps(node, around)) return node
    node = around
  }
  return node
}

/** Whether a node runs only sometimes when what is around it runs. */
function runsPerhaps(node: Node, around: Node): boolean {
  switch (around.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node !== around.test
    case 'LogicalExpression':
      return node !== around.left
    case 'SwitchStatement':
      return node !== around.discriminant
    case 'TryStatement':
      return node !== around.finalizer
    case 'ForStatement':
      return node !== around.init
    case 'DoWhileStatement':
      return false
    default:
      return isLoop(around)
  }
}
