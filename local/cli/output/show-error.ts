import { ourErrcodes } from '../../../shared/errors/errcodes'
import { InvalidParamsError } from '../../../shared/errors/invalid-params-error'
import { isOpenapiError, type OpenapiError, whatHappened } from '../../../shared/errors/openapi-error'
import { en } from '../texts/en'
import { plainText, type Screen, safeJson } from './screen'
import { formatPairs } from './table'

/** An error as a script reads it: one line of JSON on standard output. */
export function printErrorJson(error: unknown, { print }: Screen): void {
  // Errors of the library hold nothing secret; JSON shows their own members, such as `faults`.
  print(safeJson(isOpenapiError(error) ? error : brokenFacts(error)))
}

const brokenFacts = (error: unknown) => ({
  errCode: ourErrcodes.answer,
  errMsg: `wx-openapi:fail ${error instanceof Error ? error.message : String(error)}`,
})

/** An error as a person reads it: what happened, what it means, what to do. */
export function showError(error: unknown, { note, noteColours: { bad, faint } }: Screen): void {
  if (!isOpenapiError(error)) {
    note(bad(en.errors.bug))
    note(plainText(String(error)))
    // Without its message, which may hold the name of any file.
    const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(isFrame) : []
    for (const frame of frames) note(plainText(frame))
    return
  }
  note(`${bad(error.method ? en.errors.failed(error.method) : en.errors.refused)}${reasonOf(error)}`)
  const facts: [string, string | undefined][] = [
    ['errCode', String(error.errCode)],
    [en.errors.means, error.meaning],
    [en.errors.fix, error.fix],
    [en.errors.retry, error.retryable ? en.errors.retryable : undefined],
    [en.errors.careful, error.maybeExecuted ? en.errors.maybeExecuted : undefined],
  ]
  const known = facts
    .filter((fact): fact is [string, string] => fact[1] !== undefined)
    .map(([name, text]): [string, string] => [name, plainText(text)])
  for (const line of formatPairs(known, { width: Number.POSITIVE_INFINITY, paint: faint })) note(line)
}

const isFrame = (line: string): boolean => /^ +at /.test(line)

/** One fault stays in the sentence, more of them stand below each other. */
function reasonOf(error: OpenapiError): string {
  const faults = error instanceof InvalidParamsError ? error.faults : []
  if (faults.length < 2) return ` ${plainText(whatHappened(error))}`
  return faults.map(({ path, problem }) => `\n  - ${plainText(`${path || 'params'} ${problem}`)}`).join('')
}
