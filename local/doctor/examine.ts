import { byPlace, type Finding } from '../project/finding'
import type { Project } from '../project/open-project'
import { readDeployment } from '../project/read-deployment'
import { filesBelow } from '../project/walk-files'
import { checkCalledFunctions } from './checks/called-functions'
import type { Check, Setup, SetupOptions } from './checks/check'
import { checkEnvironment } from './checks/environment'
import { checkProjectConfig } from './checks/project-config'
import { checkSecrets } from './checks/secrets'
import { checkBundles } from './checks/stale-bundles'
import { checkTimeouts } from './checks/time-outs'
import { checkTokenRule } from './checks/token-rule'
import { checkTriggers } from './checks/triggers'
import { checkUploads } from './checks/uploads'
import { checkPermissions } from './permissions/check-project'
import { noteProgram } from './permissions/note-program'
import { findCallers } from './project/callers'
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

/** Of the mini program only files that are no program matter here. */
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
    path !== functions.path && !/^(node_modules|miniprogram_npm)$/.test(name) && !name.startsWith('.')
  const files = [...filesBelow(root, folder, isEntered)]
  const entries = files.filter(path => /\.[jt]s$/.test(path) && !path.endsWith('.d.ts'))
  return readMiniProgram(findCallers(entries, root), root, library)
}
