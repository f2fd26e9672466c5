import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readJsonFile } from '../project/json/json-file'
import type { JsonMember } from '../project/json/read-json'
import { functionItems, settingOf } from '../project/read-deployment'
import { unset } from './call-error'
import { isStale, type Stamps, stampsOf } from './file-stamps'

/** Who calls a function, in the words of WeChat's cloud. */
export interface Caller {
  /** OPENID of the user; omit it where no user calls. */
  OPENID?: string
  /** `wx_client` (default), `wx_devtools`, `wx_http`, `wx_trigger`, or a chain such as `wx_client,scf`. */
  SOURCE?: string
  /** Appid of the mini program; by default the one that the function has as `WX_APPID`. */
  APPID?: string
  UNIONID?: string
  /** Id of the environment; `local` by default. */
  ENV?: string
}

/** The environment of functions that run on this machine. */
export const localEnv = 'local'

// What node and the system need, and nothing else: a secret in the developer's shell is not the function's.
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'SystemRoot', 'USERPROFILE']

// They tell a function about its event, and carry the messages of its process.
const told = new Set([
  'WX_CLIENTIP',
  'WX_OPENID',
  'WX_UNIONID',
  'WX_API_TOKEN',
  'WX_TRIGGER_API_TOKEN_V0',
  'WX_CONTEXT_KEYS',
  'TCB_SOURCE',
  'TRIGGER_SRC',
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
])

/**
 * The variables that the process of a function starts with.
 * @param given the variables that every function gets from its runner; they override all others
 * @param own the function's own, as its owner sets them in the cloud
 */
export function startVariables(
  given: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  // WeChat's cloud runs in UTC, unless the owner sets another time zone.
  const variables: Record<string, string> = { TZ: 'UTC' }
  for (const name of Object.keys(own)) if (!told.has(name)) variables[name] = own[name]!
  variables.TCB_ENV = localEnv
  variables.SCF_NAMESPACE = localEnv
  for (const name of inherited) {
    const value = process.env[name]
    if (value !== undefined) variables[name] = value
  }
  for (const name of Object.keys(given)) {
    const value = given[name]
    if (value !== undefined) variables[name] = value
  }
  return variables
}

/**
 * The variables that WeChat's cloud sets for one event: who calls, and from where.
 * @param own the function and its event, where there is a gateway that it can call others through
 */
export function eventVariables(
  caller: Caller,
  appid: string | undefined,
  own?: { readonly functionName: string; readonly event: string },
): Record<string, string> {
  const { OPENID, SOURCE = 'wx_client', APPID = appid, UNIONID, ENV = localEnv } = caller
  const context: Record<string, string> = { WX_CLIENTIP: '127.0.0.1' }
  if (OPENID) context.WX_OPENID = OPENID
  if (APPID) context.WX_APPID = APPID
  if (UNIONID) context.WX_UNIONID = UNIONID
  // By it the gateway of the emulator knows which function calls, in which event and for whom; wx-server-sdk sends it.
  if (own) {
    const token = JSON.stringify({ ...own, openid: OPENID })
    context.WX_API_TOKEN = Buffer.from(token, 'utf8').toString('base64url')
  }
  return {
    ...context,
    WX_CONTEXT_KEYS: Object.keys(context).join(','),
    TCB_ENV: ENV,
    SCF_NAMESPACE: ENV,
    TCB_SOURCE: SOURCE,
  }
}

/** The variables that a function has of its own, as its settings in the cloud hold them. */
export interface OwnVariables {
  readonly values: Readonly<Record<string, string>>
  /** The names of those whose value only the CloudBase CLI fills in, such as `{{env.KEY}}`; they are not set. */
  readonly unfilled: readonly string[]
  /** The file they were read from; when it changes, they are stale. */
  readonly stamps: Stamps
}

/**
 * Reads `envVariables` of a function from cloudbaserc.json; without the file, or without the function in it, there are
 * none.
 * @param before what was read for the last event, kept if the file has not changed
 * @throws FunctionCallError (-504002) with file, line and name of a field that is not a variable
 */
export function readOwnVariables(file: string, name: string, before: OwnVariables | undefined): OwnVariables {
  if (before && !isStale(before.stamps)) return before
  const stamps = stampsOf([file], Date.now())
  const none: OwnVariables = { values: {}, unfilled: [], stamps }
  // What the reader compares paths with must be real.
  const folder = realFolderOf(file)
  if (folder === undefined) return none
  const read = readJsonFile(join(folder, basename(file)), folder)
  if (read.state === 'absent') return none
  const fault = ({ line, column }: { line: number; column: number }, what: string) =>
    unset(`${file}:${line}:${column}: ${what}`)
  if (read.state === 'broken') throw fault(read.place, `it is not JSON: ${read.problem}`)
  const item = functionItems(read.tree).get(name)
  const variables = item && settingOf(item, 'envVariables')
  if (!variables) return none
  const field = `envVariables of function ${name}`
  if (variables.kind !== 'object') {
    throw fault(read.place(variables.start), `${field} must be an object of names and strings`)
  }
  const texts = variables.members.map(member => {
    const problem = problemOf(member)
    if (problem)
      throw fault(read.place(member.start), `${JSON.stringify(member.name)} in ${field} ${problem}`)
    return [member.name, (member.value as { value: string }).value] as const
  })
  const isUnfilled = ([, text]: readonly [string, string]) => /\{\{.*\}\}/s.test(text)
  return {
    values: Object.fromEntries(texts.filter(one => !isUnfilled(one))),
    unfilled: texts.filter(isUnfilled).map(([variable]) => variable),
    stamps,
  }
}

/** What keeps a member from being a variable of a process. */
function problemOf({ name, value }: JsonMember): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return 'is not a valid name of a variable: use letters, digits and _'
  if (value.kind !== 'plain' || typeof value.value !== 'string') return 'must be a string: put it in quotes'
  return value.value.includes('\0') ? 'must not contain the NUL character' : undefined
}

function realFolderOf(file: string): string | undefined {
  try {
    return realpathSync(dirname(file))
  } catch {
    return undefined
  }
}
