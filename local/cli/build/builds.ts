import { join, relative } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type * as Esbuild from 'esbuild'
import { nearest } from '../../../shared/errors/nearest'
import { ConfigError } from '../../../shared/index'
import { checkTriggers } from '../../doctor/checks/deployment'
import { checkUploads } from '../../doctor/checks/uploads'
import { checkPermissions } from '../../doctor/permissions/check-project'
import type { FunctionFacts } from '../../doctor/permissions/function-facts'
import { Library } from '../../doctor/project/library'
import { isStale, type Stamps, stampsOf } from '../../functions/file-stamps'
import { loadEsbuild } from '../../functions/prepare-code'
import { usualOutput } from '../../project/built-functions'
import { isWithin, pathFrom } from '../../project/files'
import { byPlace, type Finding } from '../../project/finding'
import { openProject, type Project } from '../../project/open-project'
import { installCommandOf } from '../../project/package-manager'
import { readDeployment } from '../../project/read-deployment'
import type { Screen } from '../output/screen'
import { hasFunctions } from '../permissions/permissions'
import { en as shared } from '../texts/en'
import { filesOf, type MakeOptions, makeFunction, mustBundle, mustCompile } from './make-function'
import { OutputFolder } from './output-folder'
import { NotMade } from './packages'
import type { Outcome, Report } from './show-builds'
import { en } from './texts/en'

/** The options of `wx-openapi build`. */
export interface BuildOptions {
  readonly project?: string
  readonly out?: string
  readonly target: string
  readonly bundle?: boolean
  readonly external?: readonly string[]
  readonly sourcemap?: boolean
  readonly minify?: boolean
  readonly watch?: boolean
  readonly dryRun?: boolean
  readonly also?: readonly string[]
  readonly json?: boolean
}

/** How often it is looked whether something was saved or installed. */
export const oftenMs = 250

/** The builds of a project, one after the other. */
export class Builds {
  private readonly stamps = new Map<string, Stamps>()

  constructor(
    private readonly names: readonly string[],
    private readonly options: BuildOptions,
    private readonly screen: Screen,
    private readonly stop?: AbortSignal,
  ) {}

  /** Builds the functions that were asked for. */
  run(): Promise<Outcome> {
    return this.#build(() => true)
  }

  /** Builds those that were saved since; resolves to undefined when there are none. */
  async again(): Promise<Outcome | undefined> {
    const isSaved = (name: string) => {
      const stamps = this.stamps.get(name)
      return !stamps || isStale(stamps)
    }
    if (![...this.stamps.keys()].some(isSaved)) return undefined
    const outcome = await this.#build(isSaved)
    return outcome.reports.length > 0 ? outcome : undefined
  }

  async #build(isWanted: (name: string) => boolean): Promise<Outcome> {
    const { options } = this
    const began = Date.now()
    const project = openProject(options.project ?? '.')
    const { facts, findings } = look(project, options)
    const wanted = choose(facts, this.names, project).filter(({ name }) => isWanted(name))
    const source = project.functions.path!
    const output = new OutputFolder(options.out ?? usualOutputOf(project), source)
    requireOutside(project, output)
    const bundled = new Set(wanted.filter(one => this.#isBundled(one, findings)).map(({ name }) => name))
    const esbuild = bundled.size > 0 ? await this.#needEsbuild(project.folder, [...bundled]) : undefined
    const reports: Report[] = []
    for (const one of wanted)
      reports.push(
        await this.#make(one, project.folder, output.path, bundled.has(one.name) ? esbuild : undefined),
      )
    const built = reports.filter(({ made }) => made)
    for (const { name } of built) output.requireOwn(name)
    const gone = this.names.length === 0 ? output.goneOf(facts.map(({ name }) => name)) : []
    if (!options.dryRun) {
      for (const { name, made } of built) output.write(name, made!.files)
      for (const name of gone) output.remove(name)
    }
    // What is added to the project shows in the folder of all functions.
    for (const { name, on } of wanted) {
      const inputs = reports.find(one => one.name === name)?.made?.inputs ?? []
      const before = this.stamps.get(name)?.keys() ?? []
      const files = filesOf(on.folder)
      const folders = files.map(file => join(file, '..'))
      this.stamps.set(name, stampsOf(new Set([...inputs, ...before, ...files, ...folders, source]), began))
    }
    return {
      project: project.folder,
      output,
      reports,
      findings: findings.filter(one => isAbout(one, wanted, bundled)).sort(byPlace),
      gone,
      isDryRun: options.dryRun === true,
      ...rootToSet(project, output),
    }
  }

  #isBundled(facts: FunctionFacts, findings: Finding[]): boolean {
    if (facts.on.entry === undefined) return false
    if (this.options.bundle === false) return mustCompile(facts.on)
    return this.options.bundle === true || mustBundle(facts, findings)
  }

  async #make(
    facts: FunctionFacts,
    project: string,
    output: string,
    esbuild: typeof Esbuild | undefined,
  ): Promise<Report> {
    const { target, bundle, external = [], sourcemap = false, minify = false } = this.options
    const options: MakeOptions = { project, output, target, bundle, external, sourcemap, minify }
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    const { name } = facts
    try {
      return { name, made: await makeFunction(facts, options, esbuild), errors: [], milliseconds: took() }
    } catch (error) {
      if (!(error instanceof NotMade)) throw error
      return { name, errors: error.lines, milliseconds: took() }
    }
  }

  /** The esbuild of the project. Where somebody can install it meanwhile, it is waited for. */
  async #needEsbuild(folder: string, names: readonly string[]): Promise<typeof Esbuild> {
    const found = await workingEsbuild(folder)
    if (found) return found
    const command = installCommandOf(folder, ['esbuild'])
    const what = en.needsEsbuild(names.join(', '))
    const canWait = this.options.watch || (process.stdin.isTTY && process.stderr.isTTY && !this.options.json)
    if (!canWait) throw new ConfigError({ what, fix: en.install(command) })
    this.screen.note(`${what}.`)
    this.screen.note(en.waiting(command))
    for (;;) {
      await wait(oftenMs, undefined, { signal: this.stop })
      const installed = await workingEsbuild(folder)
      if (installed) return installed
    }
  }
}

/** esbuild, once all of it is there: its program comes in a package of its own. */
async function workingEsbuild(folder: string): Promise<typeof Esbuild | undefined> {
  try {
    const esbuild = loadEsbuild(folder)
    await esbuild?.transform('')
    return esbuild
  } catch {
    return undefined
  }
}

/** Where DevTools uploads from, if that is an output already. */
const usualOutputOf = ({ folder, functions }: Project): string => functions.built ?? join(folder, usualOutput)

/** Other frameworks write the mini program to dist/ themselves, and empty it before. */
function requireOutside({ folder, miniprogram }: Project, { path, shown }: OutputFolder): void {
  const pages = join(folder, miniprogram.written)
  const isApart = miniprogram.state !== 'outside' && relative(folder, pages) !== ''
  if (isApart && isWithin(pages, path)) {
    throw new ConfigError({ what: en.inMiniProgram(shown), fix: en.giveOutsideOf(miniprogram.written) })
  }
}

function look(project: Project, { also }: BuildOptions): { facts: FunctionFacts[]; findings: Finding[] } {
  const library = new Library(project.folder, also)
  const isThere = hasFunctions(project)
  const { functions, findings } = checkPermissions(project, library)
  const facts = functions.map(one => one.facts)
  if (!isThere || facts.length === 0) {
    const { written } = project.functions
    throw new ConfigError({ what: en.noFunctions(written), fix: en.makeFunction(written) })
  }
  const deployment = readDeployment(project.folder)
  const setup = { project, library, functions: facts, deployment, options: { also } }
  return { facts, findings: [...findings, ...checkUploads(setup), ...checkTriggers(setup)] }
}

function choose(
  facts: readonly FunctionFacts[],
  names: readonly string[],
  { functions }: Project,
): FunctionFacts[] {
  const all = facts.map(({ name }) => name)
  for (const name of names) {
    if (all.includes(name)) continue
    const near = nearest(name, all)
    throw new ConfigError({
      what: en.noFunction(name, functions.written),
      fix: near ? shared.endpoints.use(near) : en.theseAre(all.join(', ')),
    })
  }
  return names.length === 0 ? [...facts] : facts.filter(({ name }) => names.includes(name))
}

/** Whether a finding is about what is uploaded of these functions. A bundle holds what it needs. */
function isAbout(
  { function: of, kind, severity }: Finding,
  all: readonly FunctionFacts[],
  bundled: Set<string>,
) {
  if (severity === 'note' || of === undefined || !all.some(({ name }) => name === of)) return false
  return !(bundled.has(of) && (kind === 'notUploaded' || kind === 'missingPackage'))
}

/** What cloudfunctionRoot should be, where it does not name the output. */
function rootToSet({ folder, functions }: Project, output: OutputFolder): { rootToSet?: string } {
  const root = `${pathFrom(folder, output.path)}/`
  return functions.built === output.path || root.startsWith('..') ? {} : { rootToSet: root }
}
