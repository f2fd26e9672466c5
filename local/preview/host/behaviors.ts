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

/** A definition as glass-easel takes it: it is stricter than WeChat, and knows none of WeChat's own behaviors. */
export function adaptDefinition(
  definition: Definition,
  path: string,
  { Behavior }: DefinitionGlobals,
): Definition {
  const adapted = { ...definition }
  if (Array.isArray(definition.behaviors)) {
    adapted.behaviors = definition.behaviors.flatMap((behavior: unknown) => {
      if (typeof behavior !== 'string') return [behavior]
      const own = platformBehaviors[behavior]
      if (!own) complain(texts.notices.noBehavior(path, behavior))
      return own ? [Behavior(own)] : []
    })
  }
  if (definition.properties && typeof definition.properties === 'object') {
    const properties = Object.entries(definition.properties).map(([name, property]) => [
      name,
      adaptProperty(property),
    ])
    adapted.properties = Object.fromEntries(properties)
  }
  return adapted
}

/** A list of types is any type, and an observer that is named may be missing. */
function adaptProperty(property: unknown): unknown {
  if (Array.isArray(property)) return null
  if (!property || typeof property !== 'object') return property
  const { type, observer } = property as Definition
  const adapted = { ...property } as Definition
  if (Array.isArray(type)) adapted.type = null
  if (typeof observer !== 'string') return adapted
  adapted.observer = function (this: ComponentInstance, ...params: unknown[]) {
    const method = this[observer]
    if (typeof method === 'function') method.apply(this, params)
  }
  return adapted
}

/** What components with `wx://form-field` inside of an element give to its form, by their names. */
export function componentFields(form: HTMLElement): [name: string, value: unknown][] {
  return [...form.querySelectorAll('*')].flatMap(element => {
    const instance = instanceOf(element)
    if (!instance || !formFields.has(instance._$) || !instance.data.name) return []
    return [[String(instance.data.name), instance.data.value] as [string, unknown]]
  })
}
