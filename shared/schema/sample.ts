import type { Field, Shape } from './fields'
import { isLength, sampleDigits, sampleNumber, samplePicture, sampleText } from './sample-plain'

/** How a sample is made. */
export interface SampleOptions {
  /** `camel`: the names that users write. `wire`: the names that travel, and JSON text where that travels. */
  names: 'wire' | 'camel'
  /** Another seed gives other values of the same kinds; 1 by default. */
  seed?: number
  /** Leaves out what may be left out. */
  requiredOnly?: boolean
  /** How integers beyond 2^53-1 are given: as `digits` (default), or as a `bigint`, which JSON.stringify refuses. */
  bigIntegers?: 'digits' | 'bigint'
}

type Making = Required<SampleOptions>

/**
 * A plausible example of what a shape describes. The same shape, options and seed always give the same. Credentials
 * are left out: the client sends them by itself.
 */
export function sample(shape: Shape, options: SampleOptions): Record<string, unknown> {
  return sampleMembers(shape, { seed: 1, requiredOnly: false, bigIntegers: 'digits', ...options })
}

/** A plausible example of one value; `name` hints at its meaning. */
export function sampleField(field: Field<unknown>, name: string, options: SampleOptions): unknown {
  return sampleValue(field, name, { seed: 1, requiredOnly: false, bigIntegers: 'digits', ...options })
}

function sampleMembers(shape: Shape, making: Making): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  const lists: unknown[][] = []
  const names = Object.keys(shape).filter(name => isShown(shape[name]!, making))
  for (const name of names) {
    const value = sampleValue(shape[name]!, name, making)
    if (Array.isArray(value)) lists.push(value)
    made[spelling(name, shape[name]!, making)] = value
  }
  for (const name of names) {
    const field = shape[name]!
    if (lists[0] && isLength(name, field)) made[spelling(name, field, making)] = lists[0].length
  }
  return made
}

const isShown = (field: Field<unknown>, { requiredOnly, names }: Making): boolean =>
  field.kind !== 'credential' &&
  !(requiredOnly && field.optional && !(field.kind === 'fixed' && names === 'wire'))

function sampleValue(field: Field<unknown>, name: string, making: Making): unknown {
  switch (field.kind) {
    case 'string':
      return sampleText(name, making.seed, field.rules)
    case 'integer':
      return Math.round(sampleNumber(name, making.seed, field.rules))
    case 'number':
      return sampleNumber(name, making.seed, field.rules)
    case 'bigInteger':
      return making.bigIntegers === 'bigint' ? BigInt(sampleDigits(making.seed)) : sampleDigits(making.seed)
    case 'boolean':
      return true
    case 'oneOf':
    case 'fixed':
      return field.values![0]
    case 'credential':
      return undefined
    case 'object':
      return sampleMembers(field.fields!, making)
    case 'array':
      return sampleList(field, name, making)
    case 'record':
      return { keyword1: sampleValue(field.item!, 'keyword1', making) }
    case 'json':
      return { demo: making.seed }
    case 'jsonString':
      return sampleInnerText(field, name, making)
    case 'media':
      return { contentType: 'image/png', fileName: `${name}.png`, value: samplePicture() }
    case 'binary':
      return { contentType: 'image/png', buffer: samplePicture() }
  }
}

function sampleList(field: Field<unknown>, name: string, making: Making): unknown[] {
  const length = Math.min(Math.max(2, field.rules?.min ?? 0), field.rules?.max ?? Number.POSITIVE_INFINITY)
  return Array.from({ length }, (_, at) =>
    sampleValue(field.item!, name, { ...making, seed: making.seed + at }),
  )
}

function sampleInnerText(field: Field<unknown>, name: string, making: Making): unknown {
  const value = sampleValue(field.item!, name, { ...making, bigIntegers: 'digits' })
  return making.names === 'wire' ? JSON.stringify(value) : value
}

const spelling = (name: string, field: Field<unknown>, { names }: Making): string =>
  names === 'camel' ? name : (field.wire ?? snakeCase(name))

// Written here once more on purpose: the emulator answers with samples, and must not share a mistake of names.ts.
function snakeCase(name: string): string {
  let spelled = ''
  for (let at = 0; at < name.length; at += 1) {
    const letter = name.charAt(at)
    const isCapital = letter >= 'A' && letter <= 'Z'
    spelled += isCapital ? `${at > 0 ? '_' : ''}${letter.toLowerCase()}` : letter
  }
  return spelled
}
