import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parse } from '@babel/parser'

const folder = join(__dirname, '../../shared/catalogue')

type Node = ReturnType<typeof parse>['program']['body'][number]

/** A source file of the catalogue. */
export interface Source {
  /** `officialAccount/newtmpl.ts` */
  readonly file: string
  readonly text: string
  readonly statements: readonly Node[]
}

/** Every source file of the catalogue. */
export const sources: readonly Source[] = filesBelow(folder).map(path => {
  const text = readFileSync(path, 'utf8')
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] })
  return { file: relative(folder, path).split(sep).join('/'), text, statements: program.body }
})

function filesBelow(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .flatMap(entry => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]))
    .filter(name => name.endsWith('.ts'))
    .sort()
}

/** A row as its source shows it: its name, and the comment that stands right above it. */
export interface Written {
  readonly method: string
  readonly lines: readonly string[]
}

/** The rows of a namespace file, which are the members of the object that is called like the file. */
export function rowsIn({ file, statements }: Source): Written[] {
  const namespace = file.replace(/\.ts$/, '').split('/').join('.')
  const called = namespace.slice(namespace.lastIndexOf('.') + 1)
  for (const statement of statements) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration')
      continue
    for (const { id, init } of statement.declaration.declarations) {
      if (id.type !== 'Identifier' || id.name !== called || init?.type !== 'ObjectExpression') continue
      return init.properties.flatMap(property => {
        if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier') return []
        const { key, value, leadingComments } = property
        const isRow =
          value.type === 'CallExpression' &&
          value.callee.type === 'Identifier' &&
          value.callee.name === 'endpoint'
        const comment = leadingComments?.at(-1)
        return isRow
          ? [{ method: `${namespace}.${key.name}`, lines: comment ? linesOf(comment.value) : [] }]
          : []
      })
    }
  }
  return []
}

const linesOf = (comment: string): string[] =>
  comment.startsWith('*')
    ? comment
        .slice(1)
        .split('\n')
        .map(line => line.replace(/^\s*\*? ?/, '').trimEnd())
        .filter(line => line !== '')
    : []
