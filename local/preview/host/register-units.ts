import { complain } from './complain'
import type { CodeSpace, DefinitionGlobals } from './easel'
import type { Program, ProgramUnit } from './program'

type Definition = Record<string, unknown>

/** Runs the script of every page and component while the globals `Page`, `Component` and `Behavior` mean that unit. */
export function registerUnits(space: CodeSpace, program: Program): void {
  for (const unit of program.units) registerUnit(space, program, unit)
}

function registerUnit(space: CodeSpace, program: Program, unit: ProgramUnit): void {
  const { path, config, styleScope, load } = unit
  const usingComponents = { ...program.globalComponents, ...config.usingComponents }
  space.addComponentStaticConfig(path, { ...config, usingComponents })
  space.addCompiledTemplate(path, { groupList: program.templates, content: program.templates[path] })
  space.addStyleSheet(path, undefined, styleScope)
  space.componentEnv(path, globals => {
    let isRegistered = false
    const withBehaviors = (definition: Definition) => withoutPlatformBehaviors(definition, path)
    const scriptGlobals: DefinitionGlobals = {
      Page(definition) {
        isRegistered = true
        globals.Page(withBehaviors(definition))
      },
      Component(definition) {
        isRegistered = true
        return definition ? globals.Component(withBehaviors(definition)) : globals.Component()
      },
      Behavior: Object.assign(
        (definition?: Definition) =>
          definition ? globals.Behavior(withBehaviors(definition)) : globals.Behavior(),
        { trait: globals.Behavior.trait },
      ),
    }
    Object.assign(globalThis, scriptGlobals)
    try {
      load()
    } catch (error) {
      complain(`${path} could not be loaded`, error)
    }
    if (!isRegistered) {
      complain(`${path} calls neither Page() nor Component()`)
      globals.Component({})
    }
  })
}

/** WeChat's own behaviors are written as text, such as `wx://form-field`; the host has none of them. */
function withoutPlatformBehaviors(definition: Definition, path: string): Definition {
  if (!Array.isArray(definition.behaviors)) return definition
  const named = definition.behaviors.filter((behavior: unknown) => typeof behavior === 'string')
  for (const name of named) complain(`${path}: the preview has no behavior "${name}"`)
  return { ...definition, behaviors: definition.behaviors.filter(behavior => !named.includes(behavior)) }
}
