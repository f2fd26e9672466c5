// The rule of wx-server-sdk, written once more from the measured facts, so that no mistake is shared with the code.

/** Our name as WeChat spells it. */
export const snake = (name: string): string =>
  [...name]
    .map((sign, at) => (sign >= 'A' && sign <= 'Z' ? (at > 0 ? '_' : '') + sign.toLowerCase() : sign))
    .join('')

/** WeChat's name as we spell it. */
export const camel = (name: string): string =>
  name
    .split(/_(?=[a-z])/)
    .map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1)))
    .join('')
