import type { Sample } from './plan'

/**
 * The traps of wx-server-sdk that our library mends, with `mendedAnswers` all that may differ between the two. Each has
 * a test under the same name, in `mended-calls.test.ts` and `mended-answers.test.ts`; those that show in a request as
 * WeChat sees it are taken out here.
 */
export const mendedCalls = {
  constants:
    'values that never vary are sent by the library; with the SDK every caller writes them, right or wrong',
  credentials: 'appid, secret and token come from the client; a parameter that says another is refused',
  'other accounts': 'an appid without a secret is refused here; the SDK asks WeChat',
  signatures: 'payments and calls in the name of a user are signed by the library',
  'content types of files': 'the SDK never sends them, so that WeChat must guess what a file is',
  'names of files': 'have the extension that WeChat lists, jpg and mp3; the SDK takes jpeg and mpga',
  'own names of files': 'a fileName is kept; the SDK renames the very key, and loses it',
  'bytes of files': 'any typed array is a file; the SDK sends all but a Buffer as JSON',
  'what is no file': 'is refused before it is sent where a file is due; with the SDK WeChat misses the file',
  'names of functions': 'methods called apply or bind can be called; the SDK gives the function of that name',
  'names of nothing':
    'a misspelt method is refused with the nearest name, any other is undefined; the SDK asks WeChat for it',
  'user keys': 'keys of maps that are the user’s own data are never renamed',
  'irregular names': 'names that the mechanical rule cannot make arrive as WeChat wants them',
  'JSON inside JSON': 'given as an object and read as one; the SDK leaves both to the caller',
  parameters:
    'must be an object; the SDK sends the letters of a text and the items of a list, and drops the rest',
  dates:
    'are refused, for WeChat wants seconds or a text of its own; the SDK sends ISO text, null for no date',
  'values without JSON':
    'NaN, functions, bigints, bytes, maps, promises are refused; the SDK drops or disfigures them',
  'objects with toJSON': 'say themselves what is sent; the SDK renames the very function, and sends the rest',
  collisions: 'two keys that would become one are told apart; with the SDK the last one wins',
  'await of a namespace': 'gives the namespace; with the SDK it calls a method named then',
  'depth and cycles':
    'are refused with the path of the fault, from 1000 levels on; with the SDK the stack overflows',
} as const

/** The same for what comes back. */
export const mendedAnswers = {
  'long numbers':
    'come as digits if they are ids, other numbers as numbers; the SDK gives { s, e, c }, or fails',
  'keys that fold into one': 'both stay; with the SDK the first one in the answer overrules the other',
  'prototype keys':
    'are keys like any other; the SDK takes an answer with __proto__ or constructor for broken JSON',
  'order of keys': 'stays as WeChat sent it; with the SDK renamed keys move to the end',
  'byte order marks': 'are passed over; the SDK takes the answer for broken JSON',
  'depth of answers': 'ends at 1000 levels with an error; the SDK goes on until it fails',
  'answers that are none':
    'empty, no JSON object, text, a list or bytes where members are due, a page, a redirect: -604103; the SDK has -601001, or a result',
  'mislabelled answers': 'JSON is read as JSON whatever it is called; the SDK gives it as bytes',
  'mislabelled errors': 'an error that comes as a picture is an error; the SDK gives it as a picture',
  'errcodes as text': 'count as their number, and "0" is success; the SDK throws, with the text',
  'errcodes that are none':
    'are -604103; with the SDK null, false and "" are success, all else is thrown as it is',
  'errCode for errcode': 'an answer that spells it so is an error too; the SDK overwrites it with 0',
  'words of errors': 'are one line of text, without secrets; the SDK takes what comes, also undefined',
  'members of errors': 'have a class, the method and what to do beside errCode and errMsg',
  'lost connections':
    'are told apart from all else, with whether the call may have been done; the SDK has -501001',
} as const

const signatures = ['pay_sig', 'signature', 'sig_method', 'sig', 'mp_sig']

interface Request {
  readonly query: Record<string, unknown>
  readonly body?: Record<string, unknown>
}

/** A request without what is mended in it. */
export function withoutMended(request: unknown, { http }: Sample): unknown {
  if (typeof request === 'string') return request
  const { query, body = {}, ...rest } = request as Request
  const isRaw = Object.values(body).some(isFile) && Object.keys(body).length === 1
  const kept = Object.entries({ ...body }).filter(([name]) => !signatures.includes(name))
  const shown = kept.map(([name, value]) => [name, isFile(value) ? fileOf(value, isRaw) : value] as const)
  const inUrl = Object.entries(query).filter(([name]) => !signatures.includes(name))
  return { ...rest, http, query: Object.fromEntries(inUrl), body: Object.fromEntries(shown) }
}

interface File {
  readonly bytes: number
  readonly fileName?: string
  readonly contentType: string
}

const isFile = (value: unknown): value is File =>
  typeof (value as File | null)?.bytes === 'number' && typeof (value as File).contentType === 'string'

/** A file that is the whole body has no place for a name. */
const fileOf = ({ bytes, fileName }: File, isRaw: boolean) =>
  isRaw ? { bytes } : { bytes, fileName: fileName?.replace(/\.jpeg$/, '.jpg') }
