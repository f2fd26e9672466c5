import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { filesBelow } from '../project/files'
import { byPlace, type Finding } from '../project/finding'
import type { Project } from '../project/open-project'
import { readDeployment } from '../project/read-deployment'
import { checkCalledFunctions } from './checks/called-functions'
import type { Check, Setup, SetupOptions } from './checks/check'
import { checkEnvironment, checkTimeouts, checkTriggers } from './checks/deployment'
import { checkProjectConfig } from './checks/project-config'
import { checkSecrets } from './checks/secrets'
import { checkBundles } from './checks/stale-bundles'
import { checkTokenRule } from './checks/token-rule'
import { checkUploads } from './checks/uploads'
import { checkPermissions, noteProgram } from './permissions/check-project'
import { Library } from './project/library'
import { type Program, readMiniProgram } from './project/program'

const checks: readonly Check[] = [
  checkSecrets,
  checkTokenRule,
  checkProjectConfig,
  checkCalledFunctions,
  checkEnvironment,
  checkBundles,
  checkTimeouts,
  checkUploads,
  checkTriggers,
]

/** The kinds of findings, the worst first: what is open to strangers, what cannot run, what fails when it is used. */
const worstFirst = [
  'secret',
  'tokenRule',
  'projectConfig',
  'brokenConfig',
  'unreadable',
  'notUploaded',
  'missingPackage',
  'missingFunction',
  'missing',
  'misplaced',
  'misspelt',
  'unknownMethod',
  'notCloudCallable',
  'wrongOption',
  'malformed',
  'environment',
  'trigger',
  'staleBundle',
  'timeOut',
  'unused',
]

/** Examines the whole set-up of a project. @returns what is found, the worst first */
export function examine(project: Project, options: SetupOptions): Finding[] {
  const library = new Library(project.folder, options.also)
  const { functions, findings } = checkPermissions(project, library)
  const miniprogram = findMiniProgram(project, library)
  const setup: Setup = {
    project,
    library,
    functions: functions.map(({ facts }) => facts),
    miniprogram,
    deployment: readDeployment(project.folder),
    options,
  }
  const broken = miniprogram ? noteProgram({ ...miniprogram, ...silent }, library) : []
  const all = [...findings, ...broken, ...checks.flatMap(check => check(setup))]
  return all.sort((a, b) => rank(a) - rank(b) || byPlace(a, b))
}

/** Of the mini program only files that do not parse matter here. */
const silent: Partial<Program> = {
  lostImports: [],
  lost: [],
  dynamics: [],
  handedOn: [],
  unsure: [],
  passedOver: [],
}

function rank({ severity, kind }: Finding): number {
  const place = worstFirst.indexOf(kind)
  return { fault: 0, warning: 100, note: 200 }[severity] + (place < 0 ? worstFirst.length : place)
}

/** The mini program: each of its files may be a page, so each is scanned that may call a function. */
function findMiniProgram({ folder, functions, miniprogram }: Project, library: Library): Program | undefined {
  const { path: root } = miniprogram
  if (root === undefined) return undefined
  const isEntered = (path: string, name: string) =>
    path !== functions.path &&
    path !== functions.built &&
    !/^(node_modules|miniprogram_npm)$/.test(name) &&
    !name.startsWith('.')
  const files = [...filesBelow(root, folder, isEntered)]
  const entries = files.filter(path => /\.[jt]s$/.test(path) && !path.endsWith('.d.ts'))
  return readMiniProgram(findCallers(entries, root), root, library)
}

/** A larger file is data, or a library with everything in it. */
const largestBytes = 1024 * 1024
const specifiers = /(?:\brequire\s*\(|\bfrom|\bimport\s*\(?)\s*(["'`])([./][^"'`\n]*)\1/g

/**
 * The files of a mini program that may call a cloud function: those that say so, and those that import them in any
 * number of steps. Only they need to be read as programs.
 * @param root where an absolute import starts
 */
function findCallers(files: readonly string[], root: string): string[] {
  const found = new Set<string>()
  const names = new Set<string>()
  const others = new Map<string, string[]>()
  const add = (path: string) => {
    found.add(path)
    names.add(nameOf(path))
    others.delete(path)
  }
  for (const path of files) {
    if (statSync(path).size > largestBytes) continue
    const text = readFileSync(path, 'utf8')
    if (/callFunction/.test(text)) add(path)
    else {
      const imported = Array.from(text.matchAll(specifiers), ([, , specifier]) =>
        nameOf(specifier!.startsWith('/') ? root + specifier : resolve(dirname(path), specifier!)),
      )
      if (imported.length > 0) others.set(path, imported)
    }
  }
  let before: number
  do {
    before = found.size
    for (const [path, imported] of others) if (imported.some(name => names.has(name))) add(path)
  } while (found.size > before)
  return files.filter(path => found.has(path))
}

/** A file name without what an import may omit. */
const nameOf = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '')
