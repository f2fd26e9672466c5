import type { Sample } from './plan'

/**
 * The traps of wx-server-sdk that our library mends: all that may differ between the two. Each has a test of its own in
 * `mended.test.ts`, under the same name; those that show in a request as WeChat sees it are taken out here.
 */
export const mended = {
  constants: 'values that never vary are sent by the library; with the SDK every caller writes them',
  credentials: 'appid and secret of a method come from the client, never from the parameters',
  signatures: 'payments and calls in the name of a user are signed by the library',
  'content types of files': 'the SDK never sends them, so that WeChat must guess what a file is',
  'names of files': 'have the extension that WeChat lists, jpg and mp3; the SDK takes jpeg and mpga',
  'names of functions': 'methods called apply or bind can be called; the SDK gives the function of that name',
  'user keys': 'keys of maps that are the user’s own data are never renamed',
  'irregular names': 'names that the mechanical rule cannot make arrive as WeChat wants them',
  'JSON inside JSON': 'given as an object and read as one; the SDK leaves both to the caller',
  'long numbers': 'ids come as their digits, other numbers as numbers; the SDK gives objects { s, e, c }',
  collisions: 'two keys that would become one are told apart; with the SDK the last one wins',
  'prototype keys': 'an answer with the key __proto__ is an answer; the SDK takes it for broken JSON',
  'mislabelled errors': 'an error that comes as a picture is an error; the SDK gives it as a picture',
  'await of a namespace': 'gives the namespace; with the SDK it calls a method named then',
  'depth and cycles': 'are refused with the path of the fault; with the SDK they overflow the stack',
  'order of keys': 'stays as WeChat sent it; with the SDK renamed keys move to the end',
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
