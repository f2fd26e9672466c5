import { existsSync, readFileSync, statSync } from 'node:fs'
import { Library } from '../../doctor/project/library'
import { type Program, readFunctionProgram, readMiniProgram } from '../../doctor/project/program'
import { accesses, type CollectionSeed } from '../../emulator/index'
import { filesBelow, isWithin } from '../../project/files'
import { listFunctions } from '../../project/list-functions'
import { openProject } from '../../project/open-project'
import { readDeployment } from '../../project/read-deployment'
import type { Project } from './find-project'
import { en } from './texts/en'

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

/** The collections that the code names, with what a seed says of them. */
export function withSeed(
  named: readonly CollectionSeed[],
  seeds: readonly CollectionSeed[],
): readonly CollectionSeed[] {
  const all = new Map(named.map(one => [one.name, one]))
  for (const seed of seeds) all.set(seed.name, { ...seed, access: seed.access ?? all.get(seed.name)?.access })
  return [...all.values()]
}

/**
 * Finds the collections that the code has come to name since the start. The code is read again when one of its files
 * was saved.
 */
export function collectionFinder(
  { folder, functionFolder }: Project,
  tell: (line: string) => void,
): (name: string) => CollectionSeed | undefined {
  let read = codeStamp(folder, functionFolder)
  let named: readonly CollectionSeed[] = []
  return name => {
    const now = codeStamp(folder, functionFolder)
    if (now !== read) named = projectCollections(folder)
    read = now
    const found = named.find(one => one.name === name)
    if (found) tell(en.collectionNamed(name))
    return found
  }
}

const isCode = (path: string): boolean => /\.([cm]?[jt]s|json)$/.test(path)

/** Tells apart how the code of a project looked. */
function codeStamp(folder: string, functionFolder: string): string {
  const isEntered = (_: string, name: string) => name !== 'node_modules' && !name.startsWith('.')
  const roots = [
    folder,
    ...(existsSync(functionFolder) && !isWithin(folder, functionFolder) ? [functionFolder] : []),
  ]
  const files = roots.flatMap(root => [...filesBelow(root, root, isEntered)].filter(isCode))
  const newest = files.reduce((latest, path) => Math.max(latest, statSync(path).mtimeMs), 0)
  return `${files.length} ${newest}`
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
