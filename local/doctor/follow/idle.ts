import { childrenOf, isFunction, type Node, unwrap } from '../syntax/nodes'
import type { Source } from '../syntax/parse-source'
import { nameOf } from './exports'

/** Code that did not run. */
interface IdleFunction {
  readonly node: Node
  readonly source: Source
}

/** What may run in a way that is not seen. */
export interface Idle {
  /** Functions that did not run although their name stands in code that may run. */
  readonly functions: readonly IdleFunction[]
  /** The dotted names and the texts in all code that may run, such as `subscribeMessage.send`. */
  readonly names: ReadonlySet<string>
}

/**
 * Parts functions that did not run into those that surely never do, because nobody so much as names them, and those
 * that may: a permission that only the first kind needs is not needed.
 */
export function findIdle(sources: readonly Source[], hasRun: (node: Node) => boolean): Idle {
  const sleeping = new Set<IdleFunction>()
  const words = new Set<string>()
  const names = new Set<string>()
  const read = (node: Node, source: Source) => {
    const pending = [node]
    for (let at = pending.pop(); at; at = pending.pop()) {
      if (at !== node && isFunction(at) && !hasRun(at)) sleeping.add({ node: at, source })
      else pending.push(...childrenOf(at))
      readWords(at, source, words, names)
    }
  }
  for (const source of sources) read(source.program, source)
  const functions: IdleFunction[] = []
  let woken: IdleFunction[]
  do {
    woken = [...sleeping].filter(({ node, source }) => isNamed(node, source, words))
    for (const one of woken) {
      sleeping.delete(one)
      functions.push(one)
      read(one.node, one.source)
    }
  } while (woken.length > 0)
  return { functions, names }
}

function readWords(node: Node, source: Source, words: Set<string>, names: Set<string>): void {
  if (node.type === 'StringLiteral') {
    words.add(node.value)
    names.add(node.value)
  }
  if (node.type === 'Identifier' && !isDeclared(node, source)) words.add(node.name)
  if (node.type === 'PrivateName' && source.parents.get(node)?.type === 'MemberExpression')
    words.add(`#${node.id.name}`)
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return
  const parts = dottedParts(node)
  for (let from = parts.length - 2; from >= 0 && from >= parts.length - 5; from -= 1)
    names.add(parts.slice(from).join('.'))
}

function dottedParts(node: Node): string[] {
  const inner = unwrap(node)
  if (inner.type === 'Identifier') return [inner.name]
  if (inner.type !== 'MemberExpression' && inner.type !== 'OptionalMemberExpression') return ['']
  const name = inner.computed && inner.property.type === 'Identifier' ? '' : nameOf(inner.property)
  return [...dottedParts(inner.object), name]
}

/** Whether a name stands where it is declared or exported only, so that it is no use of what it names. */
function isDeclared(node: Node, { parents }: Source): boolean {
  const parent = parents.get(node)
  switch (parent?.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'VariableDeclarator':
      return parent.id === node
    case 'ClassMethod':
    case 'ObjectMethod':
    case 'ClassProperty':
      return parent.key === node && !parent.computed
    case 'ObjectProperty':
      return (parent.key === node && !parent.computed) || isExported(parents.get(parent), parents)
    case 'ExportSpecifier':
      return true
    case 'AssignmentExpression':
      return parent.right === node && isExports(parent.left)
    case 'MemberExpression':
      return parent.property === node && !parent.computed && isAssigned(parent, parents)
    default:
      return false
  }
}

const isAssigned = (node: Node, parents: ReadonlyMap<Node, Node>): boolean => {
  const parent = parents.get(node)
  return parent?.type === 'AssignmentExpression' && parent.left === node
}

/** Whether an object is what the file exports. */
function isExported(object: Node | undefined, parents: ReadonlyMap<Node, Node>): boolean {
  const parent = object && parents.get(object)
  if (parent?.type === 'ExportDefaultDeclaration') return true
  return parent?.type === 'AssignmentExpression' && parent.right === object && isExports(parent.left)
}

const isExports = (node: Node): boolean => /^(module\.)?exports(\.|$)/.test(dottedParts(node).join('.'))

/** Whether anybody names a function; one without a name could be reached in any way. */
function isNamed(node: Node, source: Source, words: ReadonlySet<string>): boolean {
  const name = nameOfFunction(node, source)
  return name === undefined || words.has(name)
}

function nameOfFunction(node: Node, { parents }: Source): string | undefined {
  if (node.type === 'ClassMethod' && node.kind === 'constructor') {
    const made = parents.get(parents.get(node)!)!
    return 'id' in made && made.id ? nameOf(made.id as Node) : undefined
  }
  if (node.type === 'ClassPrivateMethod') return `#${node.key.id.name}`
  if ('key' in node && node.key)
    return 'computed' in node && node.computed ? undefined : nameOf(node.key as Node)
  if (node.type === 'FunctionDeclaration') return node.id?.name
  const parent = parents.get(node)
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  if (parent?.type === 'ObjectProperty' && !parent.computed) return nameOf(parent.key)
  if (parent?.type === 'ClassProperty' && !parent.computed) return nameOf(parent.key)
  if (parent?.type === 'AssignmentExpression') return dottedParts(parent.left).pop() || undefined
  return undefined
}
