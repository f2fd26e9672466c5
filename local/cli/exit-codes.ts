import type { Effect } from '../../shared/catalog'
import { isOpenapiError } from '../../shared/errors/openapi-error'

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
