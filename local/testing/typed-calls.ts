import { findEndpoint } from '../../shared/catalog'
import type * as catalogue from '../../shared/catalogue'
import { decode } from '../../shared/schema/decode'
import { encodeValue } from '../../shared/schema/encode-value'
import type { Endpoint, ParamsOf, ResultOf } from '../../shared/schema/endpoint'
import type { Binary, Field, Shape } from '../../shared/schema/fields'
import { readJson } from '../../shared/schema/json-text'
import { isRecord } from '../../shared/schema/objects'
import type { LogEntry } from '../emulator'
import { en } from './texts/en'

type Catalogue = typeof catalogue

type NamesIn<Node, Above extends string> = {
  [Name in keyof Node & string]: Node[Name] extends { readonly http: string }
    ? `${Above}${Name}`
    : NamesIn<Node[Name], `${Above}${Name}.`>
}[keyof Node & string]

/** The name of a method: `subscribeMessage.send`. */
export type MethodName = NamesIn<Catalogue, ''>

type RowOf<Name, Node = Catalogue> = Name extends `${infer First}.${infer Rest}`
  ? First extends keyof Node
    ? RowOf<Rest, Node[First]>
    : never
  : Name extends keyof Node
    ? Node[Name]
    : never

/** What a method answers, in the names that users write. Members that the program does not read may be omitted. */
export type AnswerOf<Name extends MethodName> =
  ResultOf<RowOf<Name>> extends Binary ? Binary : Partial<Omit<ResultOf<RowOf<Name>>, 'errCode' | 'errMsg'>>

/** One call of a method, as WeChat saw it. */
export interface CallOf<Name extends MethodName> {
  /** In the names that users write. Secrets are masked; of a file there is its name, its type and how many bytes it has. */
  readonly params: ParamsOf<RowOf<Name>>
  /** What was answered; absent after an error, for a file, and for a response of more than 64 KB. */
  readonly result?: ResultOf<RowOf<Name>>
  /** 0 after a success; absent when the response was not one of WeChat's, as after a fault of the connection. */
  readonly errcode?: number
  readonly errmsg?: string
  /** The account that called. */
  readonly appid?: string
  /** The cloud function that called, where that is known. */
  readonly functionName?: string
  /** By the emulator's clock, in milliseconds since 1970. */
  readonly time: number
  /** The id of the fault that was applied to it. */
  readonly fault?: number
}

/** A request of the log, with what was answered. */
export interface AnsweredEntry extends LogEntry {
  readonly response?: string
}

/** Parameters that the client adds by itself are no part of what a program gave. */
const isGiven = ([, { kind }]: [string, Field<unknown>]): boolean => kind !== 'credential'

/** In a query everything is text: a value as its field has it. */
function valueInQuery(text: unknown, { kind, values }: Partial<Field<unknown>> = {}): unknown {
  if (kind === 'oneOf') return values?.find(value => String(value) === text) ?? text
  if (kind === 'integer' || kind === 'number') return Number(text)
  return kind === 'boolean' ? text === 'true' : text
}

/** A call of the log, typed. */
export function readCall(method: string, entry: AnsweredEntry): CallOf<MethodName> {
  const { params: all = {}, result } = findEndpoint(method) ?? {}
  const shape = Object.fromEntries(Object.entries(all as Shape).filter(isGiven))
  const inQuery = decode(shape, entry.query, { method })
  for (const name of Object.keys(inQuery)) inQuery[name] = valueInQuery(inQuery[name], shape[name])
  const inBody = isRecord(entry.body) ? decode(shape, entry.body, { method }) : {}
  const params: Record<string, unknown> = { ...inQuery, ...inBody }
  for (const [name, field] of Object.entries(all as Shape)) if (!isGiven([name, field])) delete params[name]
  const { errcode, errmsg, appid, functionName, time, fault } = entry
  const call = {
    params,
    errcode,
    errmsg,
    appid,
    functionName,
    time,
    fault,
    result: readResult(method, result, entry),
  }
  return Object.fromEntries(
    Object.entries(call).filter(([, value]) => value !== undefined),
  ) as unknown as CallOf<MethodName>
}

function readResult(method: string, result: Endpoint['result'] | undefined, entry: AnsweredEntry): unknown {
  if (entry.errcode !== 0 || entry.response === undefined) return undefined
  try {
    const members = readJson(entry.response)
    if (!isRecord(members)) return undefined
    return { ...decode(result as Shape, members, { method }), errCode: 0, errMsg: `openapi.${method}:ok` }
  } catch {
    return undefined
  }
}

/**
 * An answer in WeChat's names, as the emulator takes it.
 * @throws Error when it is not an answer of this method
 */
export function writeAnswer(method: string, answer: unknown): object {
  const row = findEndpoint(method)
  if (!isRecord(answer)) throw new Error(en.notAnObject(method))
  const { errCode, errMsg, ...members } = answer
  if (errCode !== undefined && errCode !== 0) throw new Error(en.answerIsError(method))
  const { result } = row ?? {}
  if (result && typeof result.kind === 'string') {
    const { contentType, buffer } = members
    if (typeof contentType !== 'string' || !(buffer instanceof Uint8Array))
      throw new Error(en.notAFile(method))
    return { contentType, base64: Buffer.from(buffer).toString('base64') }
  }
  const faults: { path: string; problem: string }[] = []
  const field = { kind: 'object', optional: false, fields: result as Shape | undefined } as const
  const written = encodeValue(members, field, '', { convertCase: true, faults }, [])
  if (faults.length === 0) return written as object
  const problems = faults.map(({ path, problem }) => `${path.replace(/^\./, '')} ${problem}`).join('; ')
  throw new Error(en.wrongAnswer(method, problems))
}
