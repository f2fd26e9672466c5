import { InvalidParamsError } from '../../../shared/errors/invalid-params-error'
import { isOpenapiError, type OpenapiError, whatHappened } from '../../../shared/errors/openapi-error'
import { en } from '../texts/en'
import { plainText, type Screen, safeJson } from './screen'
import { formatPairs } from './table'

/** What scripts tell errors apart by: it stays, whatever the words become. */
const codes: { readonly [name: string]: string } = {
  AbortError: 'INTERRUPTED',
  AmbiguousError: 'AMBIGUOUS',
  AnswerError: 'INVALID_RESPONSE',
  ConfigError: 'INVALID_INPUT',
  InvalidParamsError: 'INVALID_PARAMS',
  MissingDependencyError: 'MISSING_DEPENDENCY',
  TimeoutError: 'TIMEOUT',
  TokenError: 'TOKEN',
  TransportError: 'NOT_REACHED',
  UnknownMethodError: 'UNKNOWN_METHOD',
  WeChatError: 'WECHAT',
}

/** An error as a script reads it. */
interface ErrorFacts {
  readonly code: string
  readonly message: string
  /** What to do. */
  readonly fix?: string
  /** A command to run that does it, or tells more. */
  readonly command?: string
  /** What else is known, such as `errCode` and `maybeExecuted`. */
  readonly [name: string]: unknown
}

/** Prints an error as one line of JSON on standard output, `{ "error": { "code", "message", "fix", "command", … } }`. */
export const printErrorFacts = (error: ErrorFacts, { print }: Screen): void => print(safeJson({ error }))

/** Prints any error as a script reads it. Those of the library hold nothing secret. */
export function printErrorJson(error: unknown, screen: Screen): void {
  if (!isOpenapiError(error)) {
    const message = error instanceof Error ? error.message : String(error)
    printErrorFacts({ code: 'BUG', message }, screen)
    return
  }
  // JSON shows the members of its own that an error has, such as `faults`.
  const { fix, ...facts } = error as { fix?: string }
  const code = codes[error.name] ?? 'INVALID_INPUT'
  printErrorFacts({ code, message: whatHappened(error), fix, command: commandIn(fix), ...facts }, screen)
}

/** The command that a text names between backticks. */
function commandIn(fix: string | undefined): string | undefined {
  const [, command] = /`((?:wx-openapi|npx|npm|pnpm|yarn|bun) [^`]+)`/.exec(fix ?? '') ?? []
  return command?.replace(/^wx-openapi /, 'npx wx-openapi ')
}

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
