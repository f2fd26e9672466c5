import type { Field, Rules, Shape } from './fields'

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

// Written here once more on purpose: the emulator responds with samples, and must not share the mistakes of names.ts.
function snakeCase(name: string): string {
  let spelled = ''
  for (let at = 0; at < name.length; at += 1) {
    const letter = name.charAt(at)
    const isCapital = letter >= 'A' && letter <= 'Z'
    spelled += isCapital ? `${at > 0 ? '_' : ''}${letter.toLowerCase()}` : letter
  }
  return spelled
}

/** A moment that never changes, so that samples are the same on every day: 14 November 2023, in seconds. */
const exampleSeconds = 1_700_000_000

// The first pattern that fits the name speaks; everything here is obviously nobody's.
const texts: readonly (readonly [RegExp, (seed: number, name: string) => string])[] = [
  [/unionid$/i, seed => `uDEMO_union_${String(seed).padStart(16, '0')}`],
  [/openid(s|list)?$|^touser$|^fromuser(name)?$/i, seed => `oDEMO_user_${String(seed).padStart(17, '0')}`],
  [/appid$/i, seed => `wxdemo${String(seed).padStart(12, '0')}`],
  [/(session|encodingAes|pay)Key$/i, seed => Buffer.from(`demo key ${seed} ......`).toString('base64')],
  [
    /(token|ticket|secret|nonce|signature|sign|sig|hash|md5)$/i,
    (seed, name) => `demo-${dashed(name)}-${seed}`,
  ],
  [/html$|base64$|buffer$|template$/i, seed => Buffer.from(`<p>demo ${seed}</p>`).toString('base64')],
  [/url$|link$|^href$|(img|image|pic|logo|icon|avatar)$/i, seed => `https://example.com/demo/${seed}`],
  [/(path|page)$/i, () => 'pages/index/index'],
  [/errmsg$|resultmsg$|retmsg$/i, () => 'ok'],
  [/mobile|phone|(^|[a-z])tel$/i, seed => `1380000${String(seed).padStart(4, '0')}`],
  [/email$/i, seed => `demo${seed}@example.com`],
  [/ip$/i, () => '127.0.0.1'],
  [/longitude$|^lng$/i, () => '113.324520'],
  [/latitude$|^lat$/i, () => '23.099994'],
  [/^country$/i, () => '中国'],
  [/province$/i, () => '广东省'],
  [/city$/i, () => '广州市'],
  [/(area|district|county)$/i, () => '海珠区'],
  [/address$|street$/i, seed => `新港中路${seed}号`],
  [/post_?code$|zip_?code$/i, () => '510000'],
  [/month$/i, () => '202311'],
  [/(date|day)$/i, () => '20231114'],
  [/time$|timestamp$/i, () => '2023-11-14 22:13:20'],
  [/lang(uage)?$/i, () => 'zh_CN'],
  [/currency$/i, () => 'CNY'],
  [/color$/i, () => '#07C160'],
  [/nickname$/i, seed => `demo user ${seed}`],
]

/** Text as a field of this name would hold it, within the field's rules. */
export function sampleText(name: string, seed: number, rules?: Rules): string {
  const known = texts.find(([pattern]) => pattern.test(name))
  const text = known ? known[1](seed, name) : `demo-${dashed(name) || 'text'}-${seed}`
  const padded = rules?.min !== undefined ? text.padEnd(rules.min, '0') : text
  return rules?.max !== undefined ? padded.slice(0, rules.max) : padded
}

const dashed = (name: string): string =>
  name
    .replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : '-') + letter.toLowerCase())
    .replace(/_/g, '-')

/** A number as a field of this name would hold it, within the field's rules. */
export function sampleNumber(name: string, seed: number, rules?: Rules): number {
  const guess = /(err|result|ret|status|return)_?code$/i.test(name)
    ? 0
    : /^expires_?in$/i.test(name)
      ? 7200
      : /time(stamp)?$/i.test(name)
        ? exampleSeconds + seed
        : /^(longitude|lng)$/i.test(name)
          ? 113.32452
          : /^(latitude|lat)$/i.test(name)
            ? 23.099994
            : seed
  return Math.min(Math.max(guess, rules?.min ?? guess), rules?.max ?? Number.POSITIVE_INFINITY)
}

/** An integer that a double cannot hold, as its digits: the reason why the kind `bigInteger` exists. */
export const sampleDigits = (seed: number): string => `90071992547409${93 + 2 * (seed % 3)}`

/** One transparent pixel: a PNG as small as they come. */
export const samplePicture = (): Buffer =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )

/** Whether a number of this name says how long the list beside it is. */
export const isLength = (name: string, field: Field<unknown>): boolean =>
  (field.kind === 'integer' || field.kind === 'number') &&
  /^(count|total(Count|Num)?|[a-z]+ItemNum)$/.test(name)
