import type { Field, Rules } from './fields'

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
