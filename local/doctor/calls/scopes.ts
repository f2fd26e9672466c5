import type { Identifier } from '@babel/types'
import { isFunction, type Node } from './nodes'
import { namesIn } from './patterns'

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
  for (const node of nodes) declareNames(node, parents, declare)
  for (const node of nodes) {
    for (const { name, at } of written(node)) find(name, at)?.writes.push(node)
  }
  return { find }
}

/** The function or file in whose frame the names of a scope live. */
function ownerOf(scope: Node, parents: ReadonlyMap<Node, Node>): Node {
  for (let node: Node | undefined = scope; node; node = parents.get(node)) {
    if (isFunction(node) || node.type === 'Program') return node
  }
  return scope
}

const blocks =
  /^(Program|BlockStatement|For(In|Of)?Statement|SwitchStatement|CatchClause|StaticBlock|TSModuleBlock)$/

/** The nearest scope around a node: of blocks, or of functions alone for `var`. */
function scopeAround(node: Node, parents: ReadonlyMap<Node, Node>, isVar: boolean): Node {
  for (let around = parents.get(node); around; around = parents.get(around)) {
    if (isFunction(around) || around.type === 'Program') return around
    if (!isVar && blocks.test(around.type)) return around
  }
  return node
}

type Declare = (name: string, scope: Node, imported?: Node) => void

function declareNames(node: Node, parents: ReadonlyMap<Node, Node>, declare: Declare): void {
  if (isFunction(node)) {
    for (const param of node.params) for (const { name } of namesIn(param)) declare(name, node)
    if (node.type === 'FunctionExpression' && node.id) declare(node.id.name, node)
  }
  if (node.type === 'ClassExpression' && node.id) declare(node.id.name, node)
  if (isDeclaration(node) && node.id) declare(node.id.name, scopeAround(node, parents, false))
  if (node.type === 'VariableDeclarator') {
    const declaration = parents.get(node)
    const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var'
    for (const { name } of namesIn(node.id)) declare(name, scopeAround(node, parents, isVar))
  }
  if (node.type === 'CatchClause' && node.param) {
    for (const { name } of namesIn(node.param)) declare(name, node)
  }
  if (isImport(node)) declare(node.local.name, scopeAround(node, parents, true), node)
}

const isDeclaration = (node: Node): node is Node & { id?: Identifier } =>
  /^(FunctionDeclaration|ClassDeclaration|TSEnumDeclaration|TSImportEqualsDeclaration)$/.test(node.type)

const isImport = (node: Node): node is Node & { local: Identifier } =>
  /^Import(Default|Namespace)?Specifier$/.test(node.type)

/** The names that a node itself gives a value to. */
function* written(node: Node): Generator<{ name: string; at: Node }> {
  if (isFunction(node)) {
    for (const param of node.params) for (const id of namesIn(param)) yield { name: id.name, at: node }
    if (node.type === 'FunctionExpression' && node.id) yield { name: node.id.name, at: node }
  }
  if (node.type === 'ClassExpression' && node.id) yield { name: node.id.name, at: node }
  if (isDeclaration(node) && node.id) yield { name: node.id.name, at: node }
  if (node.type === 'VariableDeclarator') for (const id of namesIn(node.id)) yield { name: id.name, at: node }
  if (node.type === 'AssignmentExpression')
    for (const id of namesIn(node.left)) yield { name: id.name, at: node }
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    if (node.left.type !== 'VariableDeclaration')
      for (const id of namesIn(node.left)) yield { name: id.name, at: node }
  }
  if (node.type === 'CatchClause' && node.param) {
    for (const id of namesIn(node.param)) yield { name: id.name, at: node }
  }
}
