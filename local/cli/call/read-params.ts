import { readFileSync } from 'node:fs'
import { InvalidParamsError } from '../../../shared/index'
import { isRecord } from '../../../shared/schema/objects'
import { findJsonFault } from '../../project/json/read-json'

type Members = Record<string, unknown>

/**
 * The parameters of a call: JSON as it stands, `@file`, or `-` for standard input; none at all is `{}`.
 * @throws InvalidParamsError telling line, column and what to do
 */
export const readParams = (method: string, given: string | undefined): Members =>
  readObject(given, problem => {
    throw new InvalidParamsError(method, [{ path: '', problem }])
  })

/**
 * An object as it is given to a command: JSON as it stands, `@file`, or `-` for standard input; none at all is `{}`.
 * @param refuse throws an error that tells what is wrong, such as `are not JSON: line 1, …`
 */
export function readObject(given: string | undefined, refuse: (problem: string) => never): Members {
  if (given === undefined) return {}
  const text = given === '-' || given.startsWith('@') ? readSource(given, refuse) : given
  if (text.trim() === '') return refuse(`are empty${sourceOf(given)}; write {} for none`)
  const fault = findJsonFault(text)
  if (fault) {
    const { line, column } = placeOf(text, fault.at)
    const advice = fault.advice ? `; ${fault.advice}` : ''
    return refuse(`are not JSON${sourceOf(given)}: line ${line}, column ${column}: ${fault.problem}${advice}`)
  }
  const params: unknown = JSON.parse(text)
  if (isRecord(params)) return params as Members
  return refuse(`must be a JSON object, { "name": value }, not ${text.trim().slice(0, 20)}`)
}

const sourceOf = (given: string): string =>
  given === '-' ? ' (standard input)' : given.startsWith('@') ? ` (${given.slice(1)})` : ''

function readSource(given: string, refuse: (problem: string) => never): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(given === '-' ? 0 : given.slice(1))
  } catch (error) {
    return refuse(`cannot be read${sourceOf(given)}: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`)
  }
  try {
    // Takes a byte order mark away; bytes that are no UTF-8 would be sent as something else.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse(`are not UTF-8${sourceOf(given)}; save the file as UTF-8`)
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: [...before[before.length - 1]!].length + 1 }
}
