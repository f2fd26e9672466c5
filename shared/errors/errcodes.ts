import type { Said } from './cloud-errcodes'
import {
  type Errcode,
  type ErrcodeKind,
  platformErrcodes,
  type Texts,
  unknownErrcode,
} from './platform-errcodes'

export type { Errcode, ErrcodeKind } from './platform-errcodes'

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

// What this library acts on or says itself. The other codes are in platform-errcodes.ts.
const actedOn = {
  token: {
    40001: [
      'the access token or the secret is not valid, or the token is not the newest',
      'if it persists, check the appid and the secret, and that nobody else fetches tokens with cgi-bin/token',
    ],
    40014: ['the access token is not valid', 'if it persists, check that the token belongs to the appid'],
    41001: ['the access token is missing', 'call through a client that has an appid and a secret'],
    42001: ['the access token has expired', 'none needed: the next call uses a new token'],
  },
  busy: {
    [-1]: ['WeChat is busy', 'try again later; check first whether a write was done'],
    85113: ['the service is being prepared', 'try again in a few minutes'],
  },
  rate: {
    45011: ['too many calls this minute', 'wait for the next minute'],
  },
  quota: {
    45009: ['the daily quota is used up', 'wait until midnight in China, or call clear_quota'],
  },
  setup: {
    40013: ['the appid is not valid', 'check WX_APPID, letter by letter'],
    40125: ['the secret is not valid', 'check WX_SECRET; a reset in the console makes the old one invalid'],
    40164: [
      'the IP address of this machine is not on the allow-list of the account',
      'add the address named in errMsg to the IP allow-list, or use cloud calls, which need none',
    ],
    41002: ['the appid is missing', 'set WX_APPID or the option appid'],
    41004: ['the secret is missing', 'set WX_SECRET or the option secret'],
    61004: ['the IP address of this machine is not allowed', 'add it to the allow-list of the platform'],
  },
  duplicate: {
    45065: ['a message with this clientmsgid was already sent', 'none needed: it was sent'],
    45066: ['a message with this clientmsgid is being sent', 'wait a minute, then check whether it was sent'],
  },
  ours: {
    [ourErrcodes.invalidParams]: ['the parameters cannot be sent', 'correct the parameter named in errMsg'],
    [ourErrcodes.unknownMethod]: ['API not found', 'check the name of the method'],
    [ourErrcodes.noPermission]: [
      'function has no permission to call this API',
      'add the name to permissions.openapi in config.json, upload, and wait ten minutes',
    ],
    [ourErrcodes.timeout]: ['call open API timeout', 'try again, or give the call more time with timeoutMs'],
    [ourErrcodes.answer]: ['the response cannot be understood', 'try again later'],
    [ourErrcodes.resultTooLarge]: [
      'cloud function result size exceeds the limit',
      'request less data at a time',
    ],
    [ourErrcodes.callerRefused]: [
      'the caller may not use this function',
      'add the OPENID to OPENAPI_OPERATORS of the function; the method whoami returns it',
    ],
    [ourErrcodes.network]: [
      'the connection to WeChat failed',
      'check the network, DNS and proxy of this machine',
    ],
    [ourErrcodes.ambiguous]: [
      'the call was sent but its response was lost, so it may have been done',
      'check whether it was done before you send it again',
    ],
    [ourErrcodes.aborted]: ['the caller aborted the call', 'none needed, if this was intended'],
    [ourErrcodes.config]: [
      'an option or a variable is missing or wrong',
      'correct the option or variable named in errMsg',
    ],
    [ourErrcodes.eventRefused]: ['the event is too large or malformed', 'send { method, params }'],
    [ourErrcodes.missingDependency]: ['wx-server-sdk is not installed', 'run npm install wx-server-sdk'],
  },
} satisfies Texts

type CodesIn<T> = { [Kind in keyof T]: keyof T[Kind] }[keyof T]

/** The codes of WeChat's in the table, as a type. */
export type PlatformErrcode = CodesIn<Omit<typeof actedOn, 'ours'>> | CodesIn<typeof platformErrcodes>

const table: { [errcode: number]: Errcode } = {}
for (const texts of [actedOn, platformErrcodes]) {
  for (const [kind, said] of Object.entries(texts) as [ErrcodeKind, { [errcode: number]: Said }][]) {
    for (const code of Object.keys(said)) {
      const [means, fix] = said[Number(code)]!
      table[Number(code)] = { kind, means, fix }
    }
  }
}

/** The codes that any method can answer. A method's own codes stand on its row in the catalogue. */
export const errcodes: { readonly [errcode: number]: Errcode } = table

/** What the table says of a code; of one that is not in it, at most where to look. */
export const aboutErrcode = (code: number): Partial<Errcode> => errcodes[code] || unknownErrcode(code)

/** Whether WeChat refused the access token, so that another one is worth a try. */
export const isTokenErrcode = (code: number): boolean => aboutErrcode(code).kind === 'token'
