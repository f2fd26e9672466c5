/**
 * What kind of answer an errcode is; it decides what happens next.
 * - `token`: the access token was refused and the call not made; worth one more try with another token
 * - `busy`: WeChat could not say whether it did the call
 * - `rate`: refused before the call was made, until the next minute
 * - `quota`: refused until a day or an allowance ends
 * - `rights`: the account may not do this
 * - `setup`: a secret, an allow-list or an option is wrong
 * - `duplicate`: done before, by an earlier send of the same call
 * - `params`: a parameter is wrong
 * - `ours`: nothing came from WeChat, this library says it
 */
export type ErrcodeKind =
  | 'token'
  | 'busy'
  | 'rate'
  | 'quota'
  | 'rights'
  | 'setup'
  | 'duplicate'
  | 'params'
  | 'ours'

/** One errcode: what it means and what to do about it. */
export interface Errcode {
  readonly kind: ErrcodeKind
  readonly means: string
  readonly fix: string
}

/** What a code means, and what to do about it. */
export type Said = readonly [means: string, fix: string]

/** The words for codes, by kind. */
export type Texts = { readonly [kind in ErrcodeKind]?: { readonly [errcode: number]: Said } }

const consoleNotices = 'check the notices in the MP console'
const checkVerb = 'compare the verb with the documentation of the method'
const mustConfirm: Said = [
  'an administrator must confirm this IP address',
  'confirm it in the WeChat message',
]

/**
 * Codes that any method can answer and that this library only passes on. Bundles of single functions leave them out:
 * there platform-errcodes.left-out.ts stands in for this file.
 */
export const platformErrcodes: Texts = {
  quota: {
    45047: ['too many customer service messages to this user', 'wait until the user writes again'],
    48006: ['clear_quota is used up for this month', 'wait until the month ends'],
  },
  rights: {
    42007: ["the user changed the password, so the user's tokens are revoked", 'let the user sign in again'],
    43101: ['the user refused this message', 'request the subscription again when the user taps'],
    48001: ['the account has no right to this method', 'check the type and the verification of the account'],
    48004: ['the method is closed for this account', consoleNotices],
    50001: ['the user or the account has no right to this', 'check what the user granted'],
    50002: ['the user or the account is restricted', consoleNotices],
    61003: ['the account has not authorised this component', 'authorise it again'],
    61007: ['the method is not among those authorised', 'authorise the missing permission set'],
  },
  setup: {
    40243: [
      'the secret is frozen',
      'unfreeze it in the MP console and wait ten minutes; cloud calls keep working',
    ],
    89501: mustConfirm,
    89503: mustConfirm,
    89506: ['an administrator refused this IP address', 'try again after 24 hours'],
    89507: ['an administrator refused this IP address', 'try again after an hour'],
  },
  params: {
    40002: ['the grant type is not valid', 'check the parameters'],
    40003: ['the openid is not valid', 'use an openid of a user of this very account'],
    40029: ['the code is not valid or was used', 'get a fresh code; each works once, for five minutes'],
    40066: ['there is no method at this path', 'compare verb and path with the documentation'],
    40097: ['a parameter is not valid', 'compare the parameters with the documentation of the method'],
    41005: ['the file is missing or malformed', 'send it as a media part, { contentType, value }'],
    43001: ['the call must be a GET', checkVerb],
    43002: ['the call must be a POST', checkVerb],
    44001: ['the file is empty', 'send the bytes of the file'],
    44002: ['the body is empty', 'send the parameters as JSON'],
    45002: ['the content is too long', 'shorten it'],
    47001: [
      'the body is not JSON, or a field is missing or of a wrong type',
      'check the types of the parameters',
    ],
  },
}

/** What to say of a code without text. */
export const unknownErrcode = (_code: number): Partial<Errcode> => ({})
