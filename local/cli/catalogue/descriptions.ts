import type { Description } from '../../../shared/schema/endpoint'
import { descriptions } from '../generated/descriptions'

/** What is known in words about a method of the catalogue. */
export function descriptionOf(name: string): Description {
  const found = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined
  return found ?? { title: '' }
}
