import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { checkPermissions } from '../../doctor/permissions/check-project'
import { fixPermissions, writeAtomically } from '../../doctor/permissions/fix-permissions'
import { Library } from '../../doctor/project/library'
import { bytesOf, readText, realPathWithin } from '../../project/files'
import { addMember } from '../../project/json/edit-json'
import { type JsonFile, readJsonFile } from '../../project/json/json-file'
import { type JsonNode, memberOf, readJson } from '../../project/json/read-json'
import type { Project } from '../../project/open-project'
import { ignoredLines, packagesFor, type Runner, scriptsFor } from './project-files'
import { en } from './texts/en'

/** Lines that a file lacks, as they are shown, and how it gets them. */
export interface Edit {
  readonly file: string
  readonly lines: readonly string[]
  /** Writes them; false when the file was changed meanwhile. */
  write(): boolean
}

/** What runs the tests: what the project depends on, else node. */
export const runnerOf = (manifest: JsonFile): Runner =>
  isNamed(manifest, 'vitest') ? 'vitest' : isNamed(manifest, 'jest') ? 'jest' : 'node'

/** Whether node reads the JavaScript of the project as ES modules. */
export function isModule(manifest: JsonFile): boolean {
  const type = manifest.state === 'read' ? memberOf(manifest.tree, 'type')?.value : undefined
  return type?.kind === 'plain' && type.value === 'module'
}

/** Whether package.json has a script of this name. */
export const hasScript = (manifest: JsonFile, name: string): boolean =>
  manifest.state === 'read' && memberOf(memberOf(manifest.tree, 'scripts')?.value, name) !== undefined

/** The packages that package.json does not name, as npm installs them; all without the file. */
export const missingPackages = (manifest: JsonFile): string[] =>
  Object.entries(packagesFor)
    .filter(([name]) => !isNamed(manifest, name))
    // A ^ means something else to the shell of Windows, and the newest is what it stands for.
    .map(([name, range]) => (range.startsWith('~') ? `${name}@${range}` : name))

/** The package.json of a project. @throws ConfigError when it is broken */
export function readPackage({ folder }: Project): JsonFile {
  const file = readJsonFile(join(folder, 'package.json'), folder)
  requireRead(file)
  return file
}

const isNamed = (file: JsonFile, name: string): boolean =>
  file.state === 'read' &&
  ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].some(
    kind => memberOf(memberOf(file.tree, kind)?.value, name) !== undefined,
  )

/** The lines that files of the project lack, which are there already. */
export const missingLines = (project: Project, manifest: JsonFile): Edit[] => [
  ...ignoreEdits(project),
  ...packageEdits(project, manifest),
  ...permissionEdits(project),
]

function ignoreEdits({ folder }: Project): Edit[] {
  const path = join(folder, '.gitignore')
  const real = realPathWithin(folder, path)
  if (!real || real === 'outside' || !statSync(real.path).isFile()) return []
  const before = readFileSync(path)
  const text = before.toString('utf8')
  const has = (line: string) =>
    text.split(/\r?\n/).some(one => one.trim().replace(/^\/|\/$/g, '') === line.replace(/\/$/, ''))
  const lines = ignoredLines.filter(line => !has(line))
  if (lines.length === 0) return []
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const added = `${text === '' || text.endsWith('\n') ? '' : end}${lines.map(line => line + end).join('')}`
  // The bytes before stay as they are, in whatever encoding.
  const after = Buffer.concat([before, Buffer.from(added)])
  return [{ file: '.gitignore', lines, write: () => writeAtomically(real.path, after, before) }]
}

function packageEdits({ folder }: Project, manifest: JsonFile): Edit[] {
  const real = realPathWithin(folder, join(folder, 'package.json'))
  if (manifest.state !== 'read' || manifest.tree.kind !== 'object' || !real || real === 'outside') return []
  const { tree } = manifest
  const before = readText(real.path)
  if (!before) return []
  const wanted: [kind: string, name: string, value: string][] = [
    ...Object.entries(scriptsFor(runnerOf(manifest)))
      .filter(([name]) => !hasScript(manifest, name))
      .map(([name, value]): [string, string, string] => ['scripts', name, value]),
    ...Object.entries(packagesFor)
      .filter(([name]) => !isNamed(manifest, name))
      .map(([name, value]): [string, string, string] => ['devDependencies', name, value]),
  ]
  const possible = wanted.filter(([kind]) => (memberOf(tree, kind)?.value.kind ?? 'object') === 'object')
  if (possible.length === 0) return []
  const after = possible.reduce(
    (text, [kind, name, value]) => withMember(text, kind, name, value),
    before.text,
  )
  return [
    {
      file: 'package.json',
      lines: possible.map(
        ([kind, name, value]) => `${kind}: ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
      ),
      write: () => writeAtomically(real.path, bytesOf({ ...before, text: after }), bytesOf(before)),
    },
  ]
}

/** The text of package.json with a text under a name of one of its objects. */
function withMember(text: string, kind: string, name: string, value: string): string {
  const root = readJson(text)
  if (root.kind !== 'object') return text
  const holder: JsonNode | undefined = memberOf(root, kind)?.value
  if (!holder) return withMember(addMember(text, root, kind, '{}'), kind, name, value)
  return holder.kind === 'object' ? addMember(text, holder, name, JSON.stringify(value)) : text
}

/** The permissions that functions need and their config.json lacks. */
function permissionEdits(project: Project): Edit[] {
  if (project.functions.state !== 'there') return []
  const library = new Library(project.folder)
  return checkPermissions(project, library).functions.flatMap(judged => {
    const { add } = judged.change
    if (add.length === 0 || judged.facts.permissions.state === 'broken') return []
    return [
      {
        file: judged.facts.configFile,
        lines: [`permissions.openapi: ${add.map(name => JSON.stringify(name)).join(', ')}`],
        write: () => fixPermissions([judged], library).every(({ left }) => left === undefined),
      },
    ]
  })
}

/** @throws ConfigError naming the place of what is broken in the file */
export function requireRead(file: JsonFile): void {
  if (file.state !== 'broken') return
  const { file: name, line, column } = file.place
  throw new ConfigError({ what: en.brokenConfig(`${name}:${line}:${column}`, file.problem), fix: en.correct })
}
