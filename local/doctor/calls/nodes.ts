import type * as Babel from '@babel/types'
import { isObject } from '../../../shared/schema/objects'

/** A node of a syntax tree. */
export type Node = Babel.Node

/** What makes a frame of its own when it is called. */
export type FunctionNode =
  | Babel.FunctionDeclaration
  | Babel.FunctionExpression
  | Babel.ArrowFunctionExpression
  | Babel.ObjectMethod
  | Babel.ClassMethod
  | Babel.ClassPrivateMethod

export type ClassNode = Babel.ClassDeclaration | Babel.ClassExpression

export const functionTypes: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
])

export const isFunction = (node: Node): node is FunctionNode => functionTypes.has(node.type)

export const isClass = (node: Node): node is ClassNode =>
  node.type === 'ClassDeclaration' || node.type === 'ClassExpression'

// Types do not run, and comments and positions are not nodes of the program.
const passedOver = new Set([
  'loc',
  'extra',
  'leadingComments',
  'innerComments',
  'trailingComments',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeParameters',
  'superTypeArguments',
  'implements',
])

/** Where the most frequent nodes have others below them; of the rest every key is looked at. */
const childKeys: { readonly [type: string]: readonly string[] | undefined } = {
  Identifier: ['decorators'],
  StringLiteral: [],
  NumericLiteral: [],
  BooleanLiteral: [],
  NullLiteral: [],
  TemplateElement: [],
  ThisExpression: [],
  MemberExpression: ['object', 'property'],
  OptionalMemberExpression: ['object', 'property'],
  CallExpression: ['callee', 'arguments'],
  OptionalCallExpression: ['callee', 'arguments'],
  NewExpression: ['callee', 'arguments'],
  ObjectExpression: ['properties'],
  ObjectProperty: ['decorators', 'key', 'value'],
  ArrayExpression: ['elements'],
  TemplateLiteral: ['expressions', 'quasis'],
  BinaryExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  AssignmentExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  AwaitExpression: ['argument'],
  UnaryExpression: ['argument'],
  SpreadElement: ['argument'],
  ReturnStatement: ['argument'],
  ExpressionStatement: ['expression'],
  BlockStatement: ['body', 'directives'],
  IfStatement: ['test', 'consequent', 'alternate'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['id', 'init'],
  ArrowFunctionExpression: ['params', 'body'],
}

/** Puts the nodes directly below one on a stack, the last one of the source first, without types. */
export function pushChildren(node: Node, stack: Node[]): void {
  const from = stack.length
  const known = childKeys[node.type]
  if (known) for (const key of known) pushNodes(node[key as keyof Node], stack)
  else for (const key in node) if (!passedOver.has(key)) pushNodes(node[key as keyof Node], stack)
  for (let low = from, high = stack.length - 1; low < high; low += 1, high -= 1) {
    const first = stack[low]!
    stack[low] = stack[high]!
    stack[high] = first
  }
}

function pushNodes(value: unknown, stack: Node[]): void {
  if (!isObject(value)) return
  if (!Array.isArray(value)) {
    if (isNode(value)) stack.push(value)
  } else for (const one of value) if (isNode(one)) stack.push(one)
}

const isNode = (value: unknown): value is Node =>
  isObject(value) && typeof (value as { type?: unknown }).type === 'string'

/** What a wrapper that runs nothing holds: `(x)`, `x as T`, `x!`. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
    case 'ParenthesizedExpression':
      return unwrap(node.expression)
    default:
      return node
  }
}

/** The name in a key: `name`, `'name'`, `#name` and `0`. */
export function nameOf(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name
    case 'StringLiteral':
      return node.value
    case 'NumericLiteral':
      return String(node.value)
    case 'PrivateName':
      return `#${node.id.name}`
    default:
      return undefined
  }
}

/** The names of a chain such as `cloud.openapi.ocr`; '' for a step that is not written as a name. */
export function dottedNames(node: Node): string[] {
  const inner = unwrap(node)
  if (inner.type === 'Identifier') return [inner.name]
  if (inner.type === 'CallExpression' || inner.type === 'OptionalCallExpression') {
    // `openapi({ appid })` is the same openapi for another account.
    const names = dottedNames(inner.callee)
    return names[names.length - 1] === 'openapi' ? names : ['']
  }
  if (inner.type !== 'MemberExpression' && inner.type !== 'OptionalMemberExpression') return ['']
  const isNamed = !inner.computed || inner.property.type === 'StringLiteral'
  const names = dottedNames(inner.object)
  names.push((isNamed && nameOf(inner.property)) || '')
  return names
}

/** The names in a pattern: `{ a, b: [c = 1, ...d] }` has a, c and d. */
export function namesIn(pattern: Node): string[] {
  const node = unwrap(pattern)
  switch (node.type) {
    case 'Identifier':
      return [node.name]
    case 'ObjectPattern':
      return node.properties.flatMap(property =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      )
    case 'ArrayPattern':
      return node.elements.flatMap(element => (element ? namesIn(element) : []))
    case 'AssignmentPattern':
      return namesIn(node.left)
    case 'RestElement':
      return namesIn(node.argument)
    case 'TSParameterProperty':
      return namesIn(node.parameter)
    default:
      return []
  }
}
