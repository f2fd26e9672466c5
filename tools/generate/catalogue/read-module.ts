import { readFileSync } from 'node:fs'
import { parse } from '@babel/parser'
import type {
  ExportNamedDeclaration,
  Expression,
  File,
  ImportDeclaration,
  Node,
  Statement,
  VariableDeclaration,
} from '@babel/types'
import { isObject } from '../../../shared/schema/objects'
import { docOf, SourceError } from './doc-comment'

/** What a name of a module stands for. */
export type Binding =
  | { readonly kind: 'const'; readonly value: Expression; readonly comment?: string }
  /** `name` is `*` for the whole module. */
  | { readonly kind: 'import'; readonly from: string; readonly name: string }

/** One source file of the catalogue, as far as the catalogue's form goes. */
export interface Module {
  /** Its path from the root of the project. */
  readonly file: string
  readonly bindings: ReadonlyMap<string, Binding>
  /** What other files can import, in its order. */
  readonly exports: ReadonlyMap<string, Binding>
}

/**
 * Reads a file of the catalogue.
 * @throws SourceError for anything that is not in the catalogue's form
 */
export function readModule(path: string, file: string): Module {
  const { program, comments } = parseFile(path, file)
  const bindings = new Map<string, Binding>()
  const exports = new Map<string, Binding>()
  for (const statement of program.body) readStatement(statement, { file, bindings, exports })
  refuseStrayComments(program.body, comments ?? [], file)
  return { file, bindings, exports }
}

function parseFile(path: string, file: string): File {
  try {
    return parse(readFileSync(path, 'utf8'), { sourceType: 'module', plugins: ['typescript'] })
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number }; message: string }
    throw new SourceError(file, loc?.line, message)
  }
}

interface Reading {
  readonly file: string
  readonly bindings: Map<string, Binding>
  readonly exports: Map<string, Binding>
}

function readStatement(statement: Statement, reading: Reading): void {
  switch (statement.type) {
    case 'ImportDeclaration':
      readImport(statement, reading)
      return
    case 'VariableDeclaration':
      readConsts(statement, statement, [reading.bindings], reading.file)
      return
    case 'ExportNamedDeclaration':
      readExport(statement, reading)
      return
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return
    default:
      throw refuse(statement, reading.file, 'a file of the catalogue holds imports, constants and exports')
  }
}

const refuse = (node: Node, file: string, problem: string) =>
  new SourceError(file, node.loc?.start.line, problem)

const noDefault = 'the catalogue has no default exports'

function readImport(statement: ImportDeclaration, { file, bindings }: Reading): void {
  if (statement.importKind === 'type') return
  for (const specifier of statement.specifiers) {
    if (specifier.type === 'ImportDefaultSpecifier') throw refuse(specifier, file, noDefault)
    const name = specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported)
    bindings.set(specifier.local.name, { kind: 'import', from: statement.source.value, name })
  }
}

function readExport(statement: ExportNamedDeclaration, { file, bindings, exports }: Reading): void {
  const { declaration, source, specifiers } = statement
  if (declaration?.type === 'VariableDeclaration') {
    readConsts(declaration, statement, [bindings, exports], file)
  } else if (declaration) throw refuse(statement, file, 'the catalogue exports constants only')
  for (const specifier of specifiers) {
    if (specifier.type === 'ExportDefaultSpecifier') throw refuse(specifier, file, noDefault)
    const name = specifier.type === 'ExportNamespaceSpecifier' ? '*' : specifier.local.name
    const binding: Binding | undefined = source
      ? { kind: 'import', from: source.value, name }
      : bindings.get(name)
    if (!binding) throw refuse(specifier, file, `${name} is not known`)
    exports.set(nameOf(specifier.exported), binding)
  }
}

function readConsts(
  declaration: VariableDeclaration,
  documented: Node,
  into: readonly Map<string, Binding>[],
  file: string,
): void {
  if (declaration.kind !== 'const') throw refuse(declaration, file, 'the catalogue holds constants only')
  for (const { id, init } of declaration.declarations) {
    if (id.type !== 'Identifier' || !init)
      throw refuse(declaration, file, 'a constant has one name and a value')
    const binding: Binding = { kind: 'const', value: init, comment: docOf(documented, file) }
    for (const map of into) map.set(id.name, binding)
  }
}

const nameOf = (
  node: { type: 'Identifier'; name: string } | { type: 'StringLiteral'; value: string },
): string => (node.type === 'Identifier' ? node.name : node.value)

/** A doc comment that stands where nothing reads it would be lost without a word. */
function refuseStrayComments(
  body: readonly Statement[],
  comments: readonly { type: string; value: string; start?: number; loc?: { start: { line: number } } }[],
  file: string,
): void {
  const read = new Set<number | undefined>()
  const visit = (node: Node): void => {
    const { type } = node
    if (/^(ObjectProperty|VariableDeclaration|ExportNamedDeclaration|TS\w+Declaration)$/.test(type)) {
      for (const comment of node.leadingComments ?? []) read.add(comment.start)
    }
    for (const child of childrenOf(node)) visit(child)
  }
  body.forEach(visit)
  for (const { type, value, start, loc } of comments) {
    if (type === 'CommentBlock' && value.startsWith('*') && !read.has(start)) {
      throw new SourceError(
        file,
        loc?.start.line,
        'this doc comment stands before nothing that it could describe',
      )
    }
  }
}

function childrenOf(node: Node): Node[] {
  const isNode = (value: unknown): value is Node =>
    isObject(value) && typeof value.type === 'string' && 'loc' in value
  return Object.entries(node)
    .filter(([key]) => !/Comments$/.test(key))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}
