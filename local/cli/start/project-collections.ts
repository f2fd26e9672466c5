import { readFileSync, statSync } from 'node:fs'
import { Library } from '../../doctor/project/library'
import { type Program, readFunctionProgram, readMiniProgram } from '../../doctor/project/program'
import { accesses, type CollectionSeed } from '../../emulator/index'
import { filesBelow } from '../../project/files'
import { listFunctions } from '../../project/list-functions'
import { openProject } from '../../project/open-project'
import { readDeployment } from '../../project/read-deployment'

/** A larger file is data, or a library with everything in it. */
const largestBytes = 1024 * 1024

/**
 * The collections that a project uses, and that people make in the console: those that its code names by a text, also by
 * one that is sent to a function which chooses by it, and does not create; and those that cloudbaserc.json describes,
 * with who may use them.
 */
export function projectCollections(folder: string): CollectionSeed[] {
  const project = openProject(folder)
  const library = new Library(project.folder)
  const functions = listFunctions(project).functions.flatMap(({ name, entry }) =>
    entry === undefined ? [] : [{ name, program: readFunctionProgram(entry, library) }],
  )
  const choices = new Map(functions.map(({ name, program }) => [name, program.collectionChoices]))
  const programs = functions.map(({ program }) => program)
  const { path: root } = project.miniprogram
  if (root !== undefined) {
    const isEntered = (path: string, name: string) =>
      path !== project.functions.path &&
      !/^(node_modules|miniprogram_npm)$/.test(name) &&
      !name.startsWith('.')
    const choosing = [...choices].filter(([, { size }]) => size > 0).map(([name]) => name)
    const naming = new RegExp(['\\.collection\\(', ...choosing.map(name => `['"\`]${name}['"\`]`)].join('|'))
    const files = [...filesBelow(root, project.folder, isEntered)].filter(path => isNaming(path, naming))
    programs.push(readMiniProgram(files, root, library))
  }
  const created = new Set(programs.flatMap(createdIn))
  const chosen = programs
    .flatMap(({ sentTexts }) => sentTexts)
    .filter(({ to, member, text }) => text !== '' && choices.get(to)?.has(member))
    .map(({ text }) => text)
  const named = [...programs.flatMap(namesIn), ...chosen].filter(name => !created.has(name))
  const described = readDeployment(project.folder).collections
  return [...new Set([...named, ...described.keys()])].sort().map(name => ({
    name,
    access: accesses.find(access => access === described.get(name)?.preset),
  }))
}

/** Whether code can name collections: it does so itself, or calls a function that chooses one. */
const isNaming = (path: string, naming: RegExp): boolean =>
  /\.[jt]s$/.test(path) &&
  !path.endsWith('.d.ts') &&
  statSync(path).size <= largestBytes &&
  naming.test(readFileSync(path, 'utf8'))

const createdIn = ({ collections }: Program): string[] =>
  collections.filter(({ isCreated }) => isCreated).map(({ name }) => name)

const namesIn = ({ collections, tokenCollections }: Program): string[] =>
  [...collections, ...tokenCollections].flatMap(({ name }) => (name ? [name] : []))
