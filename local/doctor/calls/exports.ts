import { type Node, nameOf, namesIn, unwrap } from './nodes'
import type { Source } from './parse-source'

/** Where an exported name comes from. */
export type Export =
  /** A name of the file. */
  | { readonly kind: 'local'; readonly name: string; readonly at: Node }
  /** An expression; of a getter it is what the function returns. */
  | { readonly kind: 'node'; readonly node: Node; readonly isGetter?: boolean }
  /** Another file. */
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string }

/** A member that is written somewhere: `object.name = value`. */
export interface MemberWrite {
  readonly object: Node
  readonly value: Node
  readonly isGetter?: boolean
}

/** What a file exports, and the members that it writes. */
export interface Exports {
  readonly names: ReadonlyMap<string, readonly Export[]>
  /** The files that everything is exported from. */
  readonly stars: readonly string[]
  /** What `module.exports` is set to. */
  readonly wholes: readonly Node[]
  /** By name; `*` where that is made while the program runs. */
  readonly writes: ReadonlyMap<string, readonly MemberWrite[]>
}

/** Reads the exports of a file, in both styles. */
export const readExports = (source: Source): Exports => new Reader(source)

class Reader implements Exports {
  readonly names = new Map<string, Export[]>()
  readonly stars: string[] = []
  readonly wholes: Node[] = []
  readonly writes = new Map<string, MemberWrite[]>()

  constructor(private readonly source: Source) {
    for (const node of source.nodes) this.read(node)
  }

  private add(name: string, one: Export): void {
    this.names.set(name, [...(this.names.get(name) ?? []), one])
  }

  private read(node: Node): void {
    switch (node.type) {
      case 'ExportAllDeclaration':
        if (node.exportKind !== 'type') this.stars.push(node.source.value)
        break
      case 'ExportDefaultDeclaration':
        this.add('default', { kind: 'node', node: node.declaration })
        break
      case 'ExportNamedDeclaration':
        if (node.exportKind !== 'type') this.readNamed(node)
        break
      case 'TSExportAssignment':
        this.wholes.push(node.expression)
        break
      case 'AssignmentExpression':
        this.readWrite(node.left, node.right)
        break
      case 'CallExpression':
        this.readCall(node)
        break
    }
  }

  private readNamed(node: Extract<Node, { type: 'ExportNamedDeclaration' }>): void {
    for (const name of node.declaration ? namesDeclared(node.declaration) : []) {
      this.add(name, { kind: 'local', name, at: node })
    }
    for (const one of node.specifiers) {
      const name = nameOf(one.exported) ?? ''
      const specifier = node.source?.value
      if (one.type === 'ExportNamespaceSpecifier')
        this.add(name, { kind: 'from', specifier: specifier!, name: '*' })
      if (one.type !== 'ExportSpecifier') continue
      const local = nameOf(one.local) ?? ''
      this.add(
        name,
        specifier ? { kind: 'from', specifier, name: local } : { kind: 'local', name: local, at: node },
      )
    }
  }

  private readWrite(left: Node, value: Node): void {
    if (left.type !== 'MemberExpression') return
    if (this.isModuleExports(left)) {
      // `module.exports = exports = {…}`
      const inner = unwrap(value)
      if (!(inner.type === 'Identifier' && inner.name === 'exports')) this.wholes.push(value)
      return
    }
    const isNamed = !left.computed || left.property.type === 'StringLiteral'
    const name = (isNamed && nameOf(left.property)) || '*'
    if (this.isExports(left.object) && name !== '*') this.add(name, { kind: 'node', node: value })
    else this.write(name, { object: left.object, value })
  }

  private write(name: string, write: MemberWrite): void {
    this.writes.set(name, [...(this.writes.get(name) ?? []), write])
  }

  /** What compilers write for exports, and what people write for several at once. */
  private readCall({ callee, arguments: args }: Extract<Node, { type: 'CallExpression' }>): void {
    const [first, second, third] = args
    if (!first || !second) return
    const name = calleeName(callee)
    if (/^_*exportStar$/.test(name) && this.isExports(second)) {
      const specifier = required(first)
      if (specifier !== undefined) this.stars.push(specifier)
    } else if (name === 'assign' && this.isExports(first)) this.wholes.push(second)
    else if (name === 'defineProperty' && third?.type === 'ObjectExpression') {
      if (second.type === 'StringLiteral') this.describe(first, second.value, third)
    } else if (/^__export$/.test(name) && second.type === 'ObjectExpression') {
      for (const one of second.properties) {
        if (one.type === 'ObjectProperty') this.put(first, nameOf(one.key) ?? '*', one.value, true)
      }
    }
  }

  private describe(
    object: Node,
    name: string,
    descriptor: Extract<Node, { type: 'ObjectExpression' }>,
  ): void {
    for (const one of descriptor.properties) {
      const key = one.type === 'SpreadElement' ? undefined : nameOf(one.key)
      if (one.type === 'ObjectMethod' && key === 'get') this.put(object, name, one, true)
      if (one.type === 'ObjectProperty' && (key === 'get' || key === 'value')) {
        this.put(object, name, one.value, key === 'get')
      }
    }
  }

  private put(object: Node, name: string, value: Node, isGetter: boolean): void {
    if (this.isExports(object)) this.add(name, { kind: 'node', node: value, isGetter })
    else this.write(name, { object, value, isGetter })
  }

  private isModuleExports(node: Node): boolean {
    return (
      node.type === 'MemberExpression' &&
      !node.computed &&
      nameOf(node.property) === 'exports' &&
      this.isFree(node.object, 'module')
    )
  }

  private isExports(node: Node): boolean {
    return this.isFree(node, 'exports') || this.isModuleExports(node)
  }

  private isFree(node: Node, name: string): boolean {
    return node.type === 'Identifier' && node.name === name && !this.source.scopes.find(name, node)
  }
}

const calleeName = (node: Node): string => {
  const callee = unwrap(node)
  return nameOf(callee.type === 'MemberExpression' ? callee.property : callee) ?? ''
}

function required(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || calleeName(node.callee) !== 'require') return undefined
  const [specifier] = node.arguments
  return specifier?.type === 'StringLiteral' ? specifier.value : undefined
}

function namesDeclared(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => namesIn(id))
  }
  const { id } = declaration as { id?: Node }
  return id?.type === 'Identifier' ? [id.name] : []
}
