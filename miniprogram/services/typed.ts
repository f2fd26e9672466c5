/**
 * What a field is for, which decides what pasting must not bring along.
 * - `text`: words for people; only what nobody can see is taken off
 * - `code`: an id or a number; blanks are taken off too, and full-width letters and digits become plain ones
 * - `mobile`: also dashes, brackets and the country code 86
 * - `landline`: like `mobile`, but the dash after the area code may stay
 */
export type TypedKind = 'text' | 'code' | 'mobile' | 'landline'

// Zero-width and bidirectional marks. U+200D joins emoji, so that words keep it.
const invisible = /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g
const fullWidth = /[\uff01-\uff5e]/g
const dashes = /[\u2010-\u2015\u2212\u30fc]/g

const halfWidth = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)

const codeOf = (typed: string): string =>
  typed
    .replace(invisible, '')
    .replace(fullWidth, halfWidth)
    .replace(/[\s\u200d]/g, '')
    .replace(/。/g, '.')

const mobileOf = (typed: string): string =>
  codeOf(typed)
    .replace(dashes, '-')
    .replace(/[-().]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')

function landlineOf(typed: string): string {
  const number = codeOf(typed).replace(dashes, '-')
  const local = number.replace(/^\(?(\+|00)86\)?-?(?=\(?\d{2})/, '')
  if (local === number) return number
  const needsZero = !/^(\(?0|1[3-9]\d{9}$|[48]00)/.test(local)
  return needsZero ? `0${local}` : local
}

const cleaners: { readonly [kind in TypedKind]: (typed: string) => string } = {
  text: typed => typed.replace(invisible, ''),
  code: codeOf,
  mobile: mobileOf,
  landline: landlineOf,
}

/** What was typed or pasted, without what pasting brought along. Nothing that counts is cut. */
export const cleanTyped = (kind: TypedKind, typed: string): string => cleaners[kind](typed)
