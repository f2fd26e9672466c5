import { customTabBar } from '../compile/app-config'
import { texts } from '../texts'
import { adaptDefinition } from './behaviors'
import { complain, complainOfError } from './complain'
import { type CodeSpace, type DefinitionGlobals, templateOf } from './easel'
import type { Modules } from './modules'
import type { Program, ProgramUnit } from './program'

type Definition = Record<string, unknown>

/** The pages and components of a mini program. Each is registered once, by its script. */
export class Units {
  readonly #units: Map<string, ProgramUnit>
  readonly #registered = new Set<string>()

  constructor(
    readonly program: Program,
    readonly space: CodeSpace,
    readonly modules: Modules,
  ) {
    this.#units = new Map(program.units.map(unit => [unit.path, unit]))
  }

  /**
   * Registers what is loaded at the start. As in WeChat, a subpackage runs when a page of it is opened; with
   * `lazyCodeLoading` so does every page.
   */
  registerFirst(): void {
    const { config, units } = this.program
    if (config.lazyCodeLoading === 'requiredComponents') return
    const roots = (config.subPackages ?? config.subpackages ?? []).map(({ root }) =>
      root.replace(/^\/|\/?$/g, ''),
    )
    for (const unit of units) {
      if (!roots.some(root => unit.path.startsWith(`${root}/`))) this.#register(unit)
    }
  }

  /** Registers a page or component and all that is used in it. */
  prepare(path: string, seen = new Set<string>()): void {
    const unit = this.#units.get(path)
    if (!unit || seen.has(path)) return
    seen.add(path)
    for (const used of usedBy(unit, this.program)) this.prepare(used, seen)
    this.#register(unit)
    if (this.program.config.tabBar?.custom) this.prepare(customTabBar, seen)
  }

  /** Runs a script while the globals `Page`, `Component` and `Behavior` mean the unit at hand. */
  run(path: string, script: (globals: DefinitionGlobals) => void, registered = () => {}): void {
    this.space.componentEnv(path, globals => {
      setDefinitionGlobals(globals, path, registered)
      script(globals)
    })
  }

  #register(unit: ProgramUnit): void {
    const { path, config, styleScope, script } = unit
    if (this.#registered.has(path)) return
    this.#registered.add(path)
    const { space, program } = this
    const usingComponents = { ...program.globalComponents, ...config.usingComponents }
    space.addComponentStaticConfig(path, { ...config, usingComponents })
    space.addCompiledTemplate(path, templateOf(program.templates, path))
    space.addStyleSheet(path, undefined, styleScope)
    let isRegistered = false
    let failure: unknown
    const load = (globals: DefinitionGlobals) => {
      try {
        if (script) this.modules.load(script)
        else globals.Component({})
      } catch (error) {
        failure = error
      }
      if (isRegistered || !script) {
        if (failure !== undefined) complainOfError(texts.notices.notLoaded(path), failure)
        return
      }
      // Only what shows it suffers from it.
      const reason = failure === undefined ? texts.notices.notRegistered(path) : texts.notices.notLoaded(path)
      globals.Component({ lifetimes: { attached: () => complain(reason, failure) } })
    }
    this.run(path, load, () => {
      isRegistered = true
    })
  }
}

/** The paths of the components that the WXML of a page or component may name. */
export function usedBy({ config }: ProgramUnit, { globalComponents }: Program): string[] {
  const generics = Object.values(config.componentGenerics ?? {}).flatMap(generic =>
    typeof generic === 'object' && generic.default ? [generic.default] : [],
  )
  const used = [
    ...Object.values(globalComponents),
    ...Object.values(config.usingComponents ?? {}),
    ...generics,
  ]
  return used.map(path => path.replace(/^\//, ''))
}

/** `Page`, `Component` and `Behavior` as the script at hand sees them. */
function setDefinitionGlobals(globals: DefinitionGlobals, path: string, registered: () => void): void {
  const adapt = (definition: Definition) => adaptDefinition(definition, path, globals)
  const scriptGlobals: DefinitionGlobals = {
    Page(definition) {
      registered()
      globals.Page(adapt(definition))
    },
    Component(definition) {
      registered()
      return definition ? globals.Component(adapt(definition)) : globals.Component()
    },
    Behavior: Object.assign(
      (definition?: Definition) => (definition ? globals.Behavior(adapt(definition)) : globals.Behavior()),
      { trait: globals.Behavior.trait },
    ),
  }
  Object.assign(globalThis, scriptGlobals)
}
