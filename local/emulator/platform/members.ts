import type { Field } from '../../../shared/schema/fields'

/** Members by the names that travel. */
export type Members = Record<string, unknown>

/** Whether a value is an object with members, as JSON gives it. */
export { isRecord as isMembers } from '../../../shared/schema/objects'

/** A file as it arrived. */
export class Upload {
  constructor(
    readonly contentType: string,
    readonly fileName: string | undefined,
    readonly bytes: Buffer,
  ) {}
}

export const isUpload = (value: unknown): value is Upload => value instanceof Upload

/** The name by which a field travels. An own rule, so that the emulator shares no mistake of the client. */
export function wireName(name: string, field: Field<unknown>): string {
  return field.wire ?? [...name].map(spell).join('')
}

function spell(letter: string, at: number): string {
  if (letter < 'A' || letter > 'Z') return letter
  return at === 0 ? letter.toLowerCase() : `_${letter.toLowerCase()}`
}
