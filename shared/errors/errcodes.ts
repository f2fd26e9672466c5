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

/** Codes of this library's own, and of the cloud gateway where wx-server-sdk has one that says the same. */
export const ourErrcodes = {
  invalidParams: -501007,
  unknownMethod: -604100,
  noPermission: -604101,
  timeout: -604102,
  answer: -604103,
  resultTooLarge: -604001,
  callerRefused: -604900,
  network: -604901,
  ambiguous: -604902,
  aborted: -604903,
  config: -604904,
  eventRefused: -604905,
  missingDependency: -604906,
} as const

type Said = readonly [means: string, fix: string]

const consoleNotices = 'look into the notices of the console'
const checkVerb = 'compare the verb with the documentation of the method'
const mustConfirm: Said = [
  'an administrator must confirm this IP address',
  'confirm it in the WeChat message',
]

const kinds: { readonly [kind in ErrcodeKind]: { readonly [errcode: number]: Said } } = {
  token: {
    40001: [
      'the access token or the secret is not valid, or the token is not the newest',
      'if it stays: check appid and secret, and that nobody else fetches tokens with cgi-bin/token',
    ],
    40014: ['the access token is not valid', 'if it stays: check that token and appid belong together'],
    41001: ['the access token is missing', 'call through a client that has an appid and a secret'],
    42001: ['the access token has expired', 'nothing: the next call uses a new one'],
  },
  busy: {
    [-1]: ['WeChat is busy', 'try again later; look first whether a write was done'],
    85113: ['the service is being made ready', 'try again in some minutes'],
  },
  rate: {
    45011: ['too many calls in this minute', 'wait for the next minute'],
  },
  quota: {
    45009: ['the calls of this day are used up', 'wait until midnight in China, or use clear_quota'],
    45047: ['too many customer service messages to this user', 'wait until the user writes again'],
    48006: ['clear_quota is used up for this month', 'wait until the month ends'],
  },
  rights: {
    42007: ["the user changed the password, so the user's tokens are dead", 'let the user sign in again'],
    43101: ['the user refused this message', 'ask for the subscription again when the user acts'],
    48001: ['the account has no right to this method', 'check the type and the verification of the account'],
    48004: ['the method is closed for this account', consoleNotices],
    50001: ['the user or the account has no right to this', 'check what the user granted'],
    50002: ['the user or the account is restricted', consoleNotices],
    61003: ['the account has not authorised this component', 'authorise it again'],
    61007: ['the method is not among those authorised', 'authorise the missing set of rights'],
  },
  setup: {
    40013: ['the appid is not valid', 'check WX_APPID, letter by letter'],
    40125: ['the secret is not valid', 'check WX_SECRET; a reset in the console makes the old one invalid'],
    40164: [
      'the IP address of this machine is not on the allow-list of the account',
      'add the address named in errMsg to the IP allow-list, or use cloud calls, which need none',
    ],
    40243: [
      'the secret is frozen',
      'unfreeze it in the console and wait ten minutes; cloud calls go on working',
    ],
    41002: ['the appid is missing', 'set WX_APPID or the option appid'],
    41004: ['the secret is missing', 'set WX_SECRET or the option secret'],
    61004: ['the IP address of this machine is not allowed', 'add it to the allow-list of the platform'],
    89501: mustConfirm,
    89503: mustConfirm,
    89506: ['an administrator refused this IP address', 'try again after 24 hours'],
    89507: ['an administrator refused this IP address', 'try again after an hour'],
  },
  duplicate: {
    45065: ['a message with this clientmsgid was sent before', 'nothing: it is done'],
    45066: ['a message with this clientmsgid is being sent', 'wait a minute and look'],
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
  ours: {
    [ourErrcodes.invalidParams]: ['the parameters cannot be sent', 'mend the field that is named'],
    [ourErrcodes.unknownMethod]: ['API not found', 'check the name of the method'],
    [ourErrcodes.noPermission]: [
      'function has no permission to call this API',
      'add the name to permissions.openapi in config.json, upload, and wait ten minutes',
    ],
    [ourErrcodes.timeout]: ['call open API timeout', 'try again, or give the call more time with timeoutMs'],
    [ourErrcodes.answer]: ['the answer cannot be understood', 'try again later'],
    [ourErrcodes.resultTooLarge]: ['cloud function result size exceeds the limit', 'ask for less at a time'],
    [ourErrcodes.callerRefused]: [
      'the caller may not use this function',
      'add the OPENID to OPENAPI_OPERATORS on the function; whoami tells it',
    ],
    [ourErrcodes.network]: [
      'the connection to WeChat failed',
      'check network, DNS and proxy of this machine',
    ],
    [ourErrcodes.ambiguous]: [
      'the call was sent but its answer was lost, so it may have been done',
      'look whether it was done before you send it again',
    ],
    [ourErrcodes.aborted]: ['the caller aborted the call', 'nothing, if that was meant'],
    [ourErrcodes.config]: ['an option or a variable is missing or wrong', 'mend what is named'],
    [ourErrcodes.eventRefused]: [
      'the event is too large or not of the right form',
      'send { method, params }',
    ],
    [ourErrcodes.missingDependency]: ['wx-server-sdk is not installed', 'run npm install wx-server-sdk'],
  },
}

const table: { [errcode: number]: Errcode } = {}
for (const kind of Object.keys(kinds) as ErrcodeKind[]) {
  for (const code of Object.keys(kinds[kind])) {
    const [means, fix] = kinds[kind][Number(code)]!
    table[Number(code)] = { kind, means, fix }
  }
}

/** The codes that any method can answer. A method's own codes stand on its row in the catalogue. */
export const errcodes: { readonly [errcode: number]: Errcode } = table

/** What the table says of a code; nothing for one that is not in it. */
export const aboutErrcode = (code: number): Partial<Errcode> => errcodes[code] || {}

/** Whether WeChat refused the access token, so that another one is worth a try. */
export const isTokenErrcode = (code: number): boolean => aboutErrcode(code).kind === 'token'
