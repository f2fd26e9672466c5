import { texts } from '../texts'
import { complain } from './complain'
import { type ComponentInstance, type DefinitionGlobals, instanceOf } from './easel'

type Definition = Record<string, unknown>

const formFields = new WeakSet<object>()

/** WeChat's own behaviors, which a script names by text. */
const platformBehaviors: Record<string, Definition> = {
  'wx://form-field': {
    properties: { name: String, value: null },
    lifetimes: {
      created(this: ComponentInstance) {
        formFields.add(this._$ ?? this)
      },
    },
  },
  // Fields and buttons inside of a component belong to the form around it, with these or without.
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  // `export` works in every component.
  'wx://component-export': {},
}

/** The definition of a page or component with WeChat's own behaviors in place of their names. */
export function withPlatformBehaviors(
  definition: Definition,
  path: string,
  { Behavior }: DefinitionGlobals,
): Definition {
  if (!Array.isArray(definition.behaviors)) return definition
  const behaviors = definition.behaviors.flatMap((behavior: unknown) => {
    if (typeof behavior !== 'string') return [behavior]
    const own = platformBehaviors[behavior]
    if (!own) complain(texts.notices.noBehavior(path, behavior))
    return own ? [Behavior(own)] : []
  })
  return { ...definition, behaviors }
}

/** What components with `wx://form-field` inside of an element give to its form, by their names. */
export function componentFields(form: HTMLElement): [name: string, value: unknown][] {
  return [...form.querySelectorAll('*')].flatMap(element => {
    const instance = instanceOf(element)
    if (!instance || !formFields.has(instance._$) || !instance.data.name) return []
    return [[String(instance.data.name), instance.data.value] as [string, unknown]]
  })
}
