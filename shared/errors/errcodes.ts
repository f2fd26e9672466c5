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

const errcode = (kind: ErrcodeKind, means: string, fix: string): Errcode => ({ kind, means, fix })

const adminMustConfirm = errcode(
  'setup',
  'an administrator must confirm this IP address',
  'confirm it in the WeChat message',
)
const consoleNotices = 'look into the notices of the console'

/** The codes that any method can answer. A method's own codes stand on its row in the catalogue. */
export const errcodes: { readonly [errcode: number]: Errcode } = {
  [-1]: errcode('busy', 'WeChat is busy', 'try again later; look first whether a write was done'),
  40001: errcode(
    'token',
    'the access token or the secret is not valid, or the token is not the newest',
    'if it stays: check appid and secret, and that nobody else fetches tokens with cgi-bin/token',
  ),
  40002: errcode('params', 'the grant type is not valid', 'check the parameters'),
  40003: errcode('params', 'the openid is not valid', 'use an openid of a user of this very account'),
  40013: errcode('setup', 'the appid is not valid', 'check WX_APPID, letter by letter'),
  40014: errcode(
    'token',
    'the access token is not valid',
    'if it stays: check that token and appid belong together',
  ),
  40029: errcode(
    'params',
    'the code is not valid or was used',
    'get a fresh code; each works once, for five minutes',
  ),
  40066: errcode('params', 'there is no method at this path', 'compare verb and path with the documentation'),
  40097: errcode(
    'params',
    'a parameter is not valid',
    'compare the parameters with the documentation of the method',
  ),
  40125: errcode(
    'setup',
    'the secret is not valid',
    'check WX_SECRET; a reset in the console makes the old one invalid',
  ),
  40164: errcode(
    'setup',
    'the IP address of this machine is not on the allow-list of the account',
    'add the address named in errMsg to the IP allow-list, or use cloud calls, which need none',
  ),
  40243: errcode(
    'setup',
    'the secret is frozen',
    'unfreeze it in the console and wait ten minutes; cloud calls go on working',
  ),
  41001: errcode(
    'token',
    'the access token is missing',
    'call through a client that has an appid and a secret',
  ),
  41002: errcode('setup', 'the appid is missing', 'set WX_APPID or the option appid'),
  41004: errcode('setup', 'the secret is missing', 'set WX_SECRET or the option secret'),
  41005: errcode(
    'params',
    'the file is missing or malformed',
    'send it as a media part, { contentType, value }',
  ),
  42001: errcode('token', 'the access token has expired', 'nothing: the next call uses a new one'),
  42007: errcode(
    'rights',
    "the user changed the password, so the user's tokens are dead",
    'let the user sign in again',
  ),
  43001: errcode('params', 'the call must be a GET', 'compare the verb with the documentation of the method'),
  43002: errcode(
    'params',
    'the call must be a POST',
    'compare the verb with the documentation of the method',
  ),
  43101: errcode(
    'rights',
    'the user refused this message',
    'ask for the subscription again when the user acts',
  ),
  44001: errcode('params', 'the file is empty', 'send the bytes of the file'),
  44002: errcode('params', 'the body is empty', 'send the parameters as JSON'),
  45002: errcode('params', 'the content is too long', 'shorten it'),
  45009: errcode(
    'quota',
    'the calls of this day are used up',
    'wait until midnight in China, or use clear_quota',
  ),
  45011: errcode('rate', 'too many calls in this minute', 'wait for the next minute'),
  45047: errcode(
    'quota',
    'too many customer service messages to this user',
    'wait until the user writes again',
  ),
  45065: errcode('duplicate', 'a message with this clientmsgid was sent before', 'nothing: it is done'),
  45066: errcode('duplicate', 'a message with this clientmsgid is being sent', 'wait a minute and look'),
  47001: errcode(
    'params',
    'the body is not JSON, or a field is missing or of a wrong type',
    'check the types of the parameters',
  ),
  48001: errcode(
    'rights',
    'the account has no right to this method',
    'check the type and the verification of the account',
  ),
  48004: errcode('rights', 'the method is closed for this account', consoleNotices),
  48006: errcode('quota', 'clear_quota is used up for this month', 'wait until the month ends'),
  50001: errcode('rights', 'the user or the account has no right to this', 'check what the user granted'),
  50002: errcode('rights', 'the user or the account is restricted', consoleNotices),
  61003: errcode('rights', 'the account has not authorised this component', 'authorise it again'),
  61004: errcode(
    'setup',
    'the IP address of this machine is not allowed',
    'add it to the allow-list of the platform',
  ),
  61007: errcode('rights', 'the method is not among those authorised', 'authorise the missing set of rights'),
  85113: errcode('busy', 'the service is being made ready', 'try again in some minutes'),
  89501: adminMustConfirm,
  89503: adminMustConfirm,
  89506: errcode('setup', 'an administrator refused this IP address', 'try again after 24 hours'),
  89507: errcode('setup', 'an administrator refused this IP address', 'try again after an hour'),
  [ourErrcodes.invalidParams]: errcode(
    'ours',
    'the parameters cannot be sent',
    'mend the field that is named',
  ),
  [ourErrcodes.unknownMethod]: errcode('ours', 'API not found', 'check the name of the method'),
  [ourErrcodes.noPermission]: errcode(
    'ours',
    'function has no permission to call this API',
    'add the name to permissions.openapi in config.json, upload, and wait ten minutes',
  ),
  [ourErrcodes.timeout]: errcode(
    'ours',
    'call open API timeout',
    'try again, or give the call more time with timeoutMs',
  ),
  [ourErrcodes.answer]: errcode('ours', 'the answer cannot be understood', 'try again later'),
  [ourErrcodes.resultTooLarge]: errcode(
    'ours',
    'cloud function result size exceeds the limit',
    'ask for less at a time',
  ),
  [ourErrcodes.callerRefused]: errcode(
    'ours',
    'the caller may not use this function',
    'add the OPENID to OPENAPI_OPERATORS on the function; whoami tells it',
  ),
  [ourErrcodes.network]: errcode(
    'ours',
    'the connection to WeChat failed',
    'check network, DNS and proxy of this machine',
  ),
  [ourErrcodes.ambiguous]: errcode(
    'ours',
    'the call was sent but its answer was lost, so it may have been done',
    'look whether it was done before you send it again',
  ),
  [ourErrcodes.aborted]: errcode('ours', 'the caller aborted the call', 'nothing, if that was meant'),
  [ourErrcodes.config]: errcode('ours', 'an option or a variable is missing or wrong', 'mend what is named'),
  [ourErrcodes.eventRefused]: errcode(
    'ours',
    'the event is too large or not of the right form',
    'send { method, params }',
  ),
  [ourErrcodes.missingDependency]: errcode(
    'ours',
    'wx-server-sdk is not installed',
    'run npm install wx-server-sdk',
  ),
}

/** Whether WeChat refused the access token, so that another one is worth a try. */
export const isTokenErrcode = (code: number): boolean => errcodes[code]?.kind === 'token'
