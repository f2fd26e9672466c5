// Records the public API: api/<entry>.md, from the declarations that are published. A change of it shows in the diff.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
// The compiler that still has an interface for programs.
import ts from 'typescript-5.9'

/** The entries of package.json that have types, each with its declarations. */
function entriesOf(root) {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.entries(exports)
    .filter(([name, target]) => target.require && !name.includes('*'))
    .map(([name, target]) => ({ name: name.slice(2) || 'index', file: resolve(root, target.require.types) }))
}

/**
 * The public API as text.
 * @param {string} root where package.json is, and dist/ is built
 * @returns {Map<string, string>} the text of each file of api/, by its name
 */
function recordApi(root) {
  const entries = entriesOf(root)
  const options = {
    strict: true,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
  }
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    { ...options, target: ts.ScriptTarget.ES2022, types: ['node'], noEmit: true },
  )
  const checker = program.getTypeChecker()
  return new Map(
    entries.map(({ name, file }) => [
      `${name}.md`,
      name === 'catalogue' ? methodsText(program, checker, file) : entryText(program, checker, name, file),
    ]),
  )
}

const banner = '<!-- DO NOT EDIT: written by `npm run generate` from the published types. -->\n'

const exportsOf = (program, checker, file) => {
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file))
  return checker.getExportsOfModule(symbol).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function entryText(program, checker, name, file) {
  const sections = exportsOf(program, checker, file).map(symbol => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    const code = (own.declarations ?? []).map(declarationText).join('\n')
    return `## ${symbol.name}\n\n\`\`\`ts\n${code}\n\`\`\`\n`
  })
  const from = name === 'index' ? 'wx-openapi-shim' : `wx-openapi-shim/${name}`
  return `${banner}\n# ${from}\n\n${sections.join('\n')}`
}

const printer = ts.createPrinter({ removeComments: true })

/** A declaration as it is published, without comments. */
function declarationText(node) {
  const whole = ts.isVariableDeclaration(node) ? node.parent.parent : node
  return printer
    .printNode(ts.EmitHint.Unspecified, whole, node.getSourceFile())
    .replace(/^export (default )?(declare )?/, '')
    .replace(/\n {4}/g, '\n  ')
}

/** Each method in a line: its parameters, and what it gives. */
function methodsText(program, checker, file) {
  const lines = []
  const add = (prefix, type, at) => {
    const params = type.getProperty('params')
    if (type.getProperty('http') && params) {
      const result = checker.getTypeOfSymbolAtLocation(type.getProperty('result'), at)
      const given = checker.getTypeOfSymbolAtLocation(params, at)
      lines.push(`- \`${prefix}(${membersOf(checker, given, at)}): { ${membersOf(checker, result, at)} }\``)
      return
    }
    for (const member of type.getProperties()) {
      add(`${prefix}.${member.name}`, checker.getTypeOfSymbolAtLocation(member, at), at)
    }
  }
  const at = program.getSourceFile(file)
  for (const symbol of exportsOf(program, checker, file))
    add(symbol.name, checker.getTypeOfSymbolAtLocation(symbol, at), at)
  return `${banner}\n# wx-openapi-shim/catalogue\n\n${lines.join('\n')}\n`
}

/** The fields with their types; of nested ones no more than the compiler shows in a line. */
function membersOf(checker, shape, at) {
  return shape
    .getProperties()
    .map(member => {
      const field = checker.getTypeOfSymbolAtLocation(member, at)
      const [value, optional] = checker.getTypeArguments(field).map(type => checker.typeToString(type))
      return `${member.name}${optional === 'true' ? '?' : ''}: ${value}`
    })
    .join(', ')
}

const record = recordApi('.')
const stale = new Set([...record.keys(), ...(existsSync('api') ? readdirSync('api') : [])])
for (const [file, text] of record) {
  const path = join('api', file)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) stale.delete(file)
}
if (process.argv.includes('--check')) {
  for (const file of stale) console.log(`stale  api/${file}`)
  process.exitCode = stale.size > 0 ? 1 : 0
} else {
  mkdirSync('api', { recursive: true })
  for (const file of stale) {
    if (record.has(file)) writeFileSync(join('api', file), record.get(file))
    else rmSync(join('api', file))
    console.log(`written  api/${file}`)
  }
}
