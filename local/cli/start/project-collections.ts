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
 * The collections that a project uses: those that its code names by a text and does not create, which people make in
 * the console, and those that cloudbaserc.json describes, with who may use them.
 */
export function projectCollections(folder: string): CollectionSeed[] {
  const project = openProject(folder)
  const library = new Library(project.folder)
  const programs = listFunctions(project).functions.flatMap(({ entry }) =>
    entry === undefined ? [] : [readFunctionProgram(entry, library)],
  )
  const { path: root } = project.miniprogram
  if (root !== undefined) {
    const isEntered = (path: string, name: string) =>
      path !== project.functions.path &&
      !/^(node_modules|miniprogram_npm)$/.test(name) &&
      !name.startsWith('.')
    const files = [...filesBelow(root, project.folder, isEntered)].filter(isNaming)
    programs.push(readMiniProgram(files, root, library))
  }
  const created = new Set(programs.flatMap(createdIn))
  const named = programs.flatMap(namesIn).filter(name => !created.has(name))
  const described = readDeployment(project.folder).collections
  return [...new Set([...named, ...described.keys()])].sort().map(name => ({
    name,
    access: accesses.find(access => access === described.get(name)?.preset),
  }))
}

const isNaming = (path: string): boolean =>
  /\.[jt]s$/.test(path) &&
  !path.endsWith('.d.ts') &&
  statSync(path).size <= largestBytes &&
  readFileSync(path, 'utf8').includes('.collection(')

const createdIn = ({ collections }: Program): string[] =>
  collections.filter(({ isCreated }) => isCreated).map(({ name }) => name)

const namesIn = ({ collections, tokenCollections }: Program): string[] =>
  [...collections, ...tokenCollections].flatMap(({ name }) => (name ? [name] : []))
