import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { unset } from '../project/call-error'
import { readJsonFile } from '../project/json/json-file'
import type { JsonMember, JsonNode } from '../project/json/read-json'
import { functionItems, settingOf } from '../project/read-deployment'
import { isStale, type Stamps, stampsOf } from './file-stamps'

/** The variables that a function has of its own, as its settings in the cloud hold them, and how long it may take. */
export interface OwnVariables {
  readonly values: Readonly<Record<string, string>>
  /** Its timeout, in milliseconds, if the file has one. */
  readonly timeoutMs?: number
  /** The names of those whose value only the CloudBase CLI fills in, such as `{{env.KEY}}`; they are not set. */
  readonly unfilled: readonly string[]
  /** The file they were read from; when it changes, they are stale. */
  readonly stamps: Stamps
}

/**
 * Reads `envVariables` and `timeout` of a function from cloudbaserc.json; without the file, or without the function in it, there are
 * none.
 * @param before what was read for the last event, kept if the file has not changed
 * @throws FunctionCallError (-504002) with file, line and name of a field that is not a variable, or not a timeout
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
  const timeout = item && settingOf(item, 'timeout')
  if (timeout && !isTimeout(timeout)) {
    throw fault(
      read.place(timeout.start),
      `timeout of function ${name} must be a number of seconds, 1 to 900`,
    )
  }
  const timeoutMs = timeout && isTimeout(timeout) ? timeout.value * 1000 : undefined
  const variables = item && settingOf(item, 'envVariables')
  if (!variables) return { ...none, timeoutMs }
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
    timeoutMs,
    stamps,
  }
}

const isTimeout = (node: JsonNode): node is JsonNode & { kind: 'plain'; value: number } =>
  node.kind === 'plain' && typeof node.value === 'number' && node.value >= 1 && node.value <= 900

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
