import type { Field } from '../../../shared/schema/fields'

/** The name by which a field travels. An own rule, so that the emulator shares no mistake of the client. */
export function wireName(name: string, field: Field<unknown>): string {
  return field.wire ?? [...name].map(spell).join('')
}

function spell(letter: string, at: number): string {
  if (letter < 'A' || letter > 'Z') return letter
  return at === 0 ? letter.toLowerCase() : `_${letter.toLowerCase()}`
}
