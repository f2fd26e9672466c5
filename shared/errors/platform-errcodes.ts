import { cloudErrcodes, type Said } from './cloud-errcodes'

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
 * - `cloud`: WeChat's cloud could not do it, in front of the server API
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
  | 'cloud'
  | 'ours'

/** One errcode: what it means and what to do about it. */
export interface Errcode {
  readonly kind: ErrcodeKind
  readonly means: string
  readonly fix: string
}

/** The words for codes, by kind. */
export type Texts = { readonly [kind in ErrcodeKind]?: { readonly [errcode: number]: Said } }

const consoleNotices = 'check the notices in the MP console'
const checkVerb = 'compare the verb with the documentation of the method'
const checkParams = 'compare the parameters with the documentation of the method'
const freshCode = 'get a fresh code; each works once, for five minutes'
const authoriseAgain = 'let the account authorise the platform again'
const componentToken = 'fetch the component_access_token again, with the newest component_verify_ticket'
const signAgain = 'sign the request with the API security keys of the account'
const mustConfirm: Said = [
  'an administrator must confirm this IP address',
  'confirm it in the WeChat message',
]

/**
 * Codes that any method can answer and that this library only passes on. Bundles of single functions leave them out:
 * there platform-errcodes.left-out.ts stands in for this file.
 */
export const platformErrcodes = {
  quota: {
    45028: ['the account has no mass message left', 'wait for the next day or month; see the MP console'],
    45047: ['too many customer service messages to this user', 'wait until the user writes again'],
    48006: ['clear_quota is used up for this month', 'wait until the month ends'],
    87013: ['no more reviews can be withdrawn', 'wait: five a day and ten a month can be'],
  },
  rights: {
    42007: ["the user changed the password, so the user's tokens are revoked", 'let the user sign in again'],
    43101: ['the user refused this message', 'request the subscription again when the user taps'],
    48001: ['the account has no right to this method', 'check the type and the verification of the account'],
    48002: ['the user does not accept messages of this account', 'none: only the user can switch them on'],
    48004: ['the method is closed for this account', consoleNotices],
    50001: ['the user or the account has no right to this', 'check what the user granted'],
    50002: ['the user or the account is restricted', consoleNotices],
    50003: ['the user is not on the list of those who may do this', 'add the user in the MP console'],
    50005: ['the user does not follow the account', 'send to followers only; ask the user to follow'],
    53500: ['the account may not publish', consoleNotices],
    61003: ['the account has not authorised this component', 'authorise it again'],
    61007: ['the method is not among those authorised', 'authorise the missing permission set'],
    61016: [
      'this permission set must be confirmed by the platform',
      'confirm it in the open platform console',
    ],
    61017: ['this permission set is not authorised', authoriseAgain],
    86000: [
      'only a third-party platform may do this for a mini program',
      'call it with its authorizer token',
    ],
    88000: ['the account has no comments', 'the MP console shows whether comments are open to it'],
  },
  setup: {
    40230: ['the signed request has no serial number', signAgain],
    40231: ['the signed request has no timestamp', signAgain],
    40232: ['the request has no signature', signAgain],
    40233: ['the signed request has no appid', signAgain],
    40234: ['the signature of the request is not valid', 'check the private key and what is signed'],
    40235: ['the request could not be decrypted', 'check the symmetric key and its serial number'],
    40236: ['the appid of the signed request is not valid', 'give the appid of the account that signs'],
    40237: ['the appid of the signed request is not that of the token', 'use the keys of the same account'],
    40238: ['the account has no symmetric key', 'set it in the MP console, API security'],
    40239: ['the account has no public key', 'set it in the MP console, API security'],
    40240: ['the timestamp of the signed request is too old', 'set the clock of this machine'],
    40243: [
      'the secret is frozen',
      'unfreeze it in the MP console and wait ten minutes; cloud calls keep working',
    ],
    45035: ['the IP address of this machine is not registered', 'add it to the IP allow-list of the account'],
    61005: [
      'the component_verify_ticket has expired',
      'use the newest one: WeChat pushes it every ten minutes',
    ],
    61006: [
      'the component_verify_ticket is not valid',
      'use the newest one: WeChat pushes it every ten minutes',
    ],
    61008: ['the request of the component was repeated', 'make a new pre_auth_code'],
    61009: ['the authorization code is not valid', authoriseAgain],
    61010: ['the authorization code has expired', authoriseAgain],
    61011: ['the component is not valid', 'check the appid of the third-party platform'],
    61012: ['the name of the option is not valid', checkParams],
    61013: ['the value of the option is not valid', checkParams],
    61014: ['this method takes the token of the component', componentToken],
    61015: ['this method takes the token of the account', 'call it with the authorizer_access_token'],
    61018: ['this permission set is confirmed already', 'none needed'],
    61019: ['this permission set needs no confirmation', 'none needed'],
    61020: ['a parameter of the confirmation is not valid', checkParams],
    61021: ['this permission set cannot be confirmed', 'check its state in the open platform console'],
    61022: ['it cannot be submitted again', 'wait for the outcome of the first one'],
    61023: ["the account's refresh token is not valid", authoriseAgain],
    61024: ['the account belongs to a component', 'fetch its token with api_authorizer_token'],
    89501: mustConfirm,
    89503: mustConfirm,
    89506: ['an administrator refused this IP address', 'try again after 24 hours'],
    89507: ['an administrator refused this IP address', 'try again after an hour'],
  },
  params: {
    40002: ['the grant type is not valid', 'check the parameters'],
    40003: ['the openid is not valid', 'use an openid of a user of this very account'],
    40008: ['the type of the message is not valid', checkParams],
    40029: ['the code is not valid or was used', freshCode],
    40033: ['the text has \\u escapes in place of characters', 'send the characters themselves, as UTF-8'],
    40050: ['the id of the group is not valid', 'list the groups, and give one of their ids'],
    40066: ['there is no method at this path', 'compare verb and path with the documentation'],
    40097: ['a parameter is not valid', checkParams],
    40113: [
      'the type of the file is not supported',
      'send a type that the documentation of the method names',
    ],
    40132: ['the WeChat id is not valid', 'give the WeChat id of a user, not a nickname or an openid'],
    40163: ['the code was used before', freshCode],
    41005: ['the file is missing or malformed', 'send it as a media part, { contentType, value }'],
    41008: ['the code is missing', 'send the code that WeChat gave to the page'],
    42002: ['the refresh token has expired', 'let the user sign in again'],
    42003: ['the code has expired', freshCode],
    43001: ['the call must be a GET', checkVerb],
    43002: ['the call must be a POST', checkVerb],
    43003: ['the call must use HTTPS', 'check the base URL: it begins with https://'],
    44001: ['the file is empty', 'send the bytes of the file'],
    44002: ['the body is empty', 'send the parameters as JSON'],
    45001: ['the file is too large', 'make it smaller; the documentation of the method has the limit'],
    45002: ['the content is too long', 'shorten it'],
    45007: ['the sound is too long', 'shorten it to 60 seconds'],
    45008: [
      'the message has too many articles',
      'send fewer: eight at most, one in a customer service message',
    ],
    45010: ['too many menus', 'delete some first'],
    45012: ['the template is too large', 'shorten it'],
    45157: ['the name of the tag is not valid, or another tag has it', 'choose another name'],
    46003: ['the account has no menu', 'create it first'],
    47001: [
      'the body is not JSON, or a field is missing or of a wrong type',
      'check the types of the parameters',
    ],
    47002: ['the JSON has \\u escapes in place of characters', 'send the characters themselves, as UTF-8'],
    61451: ['a parameter is not valid', checkParams],
    65301: ['there is no conditional menu of this menuid', 'list the menus, and give one of their menuids'],
    65304: ['the matchrule is empty', 'give at least one condition'],
    85015: ['the account is not a mini program', 'call it for a mini program'],
    89255: ['the code of the company is not valid', 'check its length, which depends on codeType'],
    9001001: ['the data that was posted is not valid', checkParams],
  },
  cloud: cloudErrcodes,
} satisfies Texts

/** What to say of a code without text. */
export const unknownErrcode = (_code: number): Partial<Errcode> => ({})
