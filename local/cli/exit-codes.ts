import type { Effect } from '../../shared/catalog'
import { isOpenapiError } from '../../shared/index'

/** What a script reads from the exit code. */
export const exitCodes = {
  ok: 0,
  refused: 1,
  usage: 2,
  notReached: 3,
  ambiguous: 4,
  broken: 70,
  interrupted: 130,
} as const

/** The exit codes, as the help tells them. */
export const exitCodeHelp = `Exit codes:
  0    it went well
  1    WeChat answered an errcode, nothing was done; permissions and doctor: something is wrong
  2    the command or its input is wrong; nothing was sent
  3    WeChat was not reached, or gave no good answer in time; nothing was changed
  4    the call may have been done, but no good answer says so: look before you send it again
  70   a fault of this command
  130  interrupted by Ctrl-C`

const byName: { readonly [name: string]: number } = {
  WeChatError: exitCodes.refused,
  TokenError: exitCodes.refused,
  TransportError: exitCodes.notReached,
  TimeoutError: exitCodes.notReached,
  AnswerError: exitCodes.notReached,
  AmbiguousError: exitCodes.ambiguous,
  AbortError: exitCodes.interrupted,
}

/**
 * The exit code for an error.
 * @param effect what the method that was called does; a read that may have been done did no harm
 */
export function exitCodeOf(error: unknown, effect?: Effect): number {
  if (!isOpenapiError(error)) return exitCodes.broken
  const code = byName[error.name] ?? exitCodes.usage
  const mayBeDone = error.maybeExecuted && effect !== undefined && effect !== 'read'
  return mayBeDone && code !== exitCodes.interrupted ? exitCodes.ambiguous : code
}
