import { ConfigError } from '../errors/config-error'
import { TransportError } from '../errors/transport-error'

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/

/**
 * What an agent of the user's own throws when it is given a request, which then goes nowhere. Its text is not shown: it
 * may hold the URL.
 */
export const agentError = (method: string, error: unknown, protocol: string): ConfigError =>
  new ConfigError({
    method,
    what: `the option agent failed (${codeOf(error, 'it threw an error')}); give one for ${protocol.slice(0, -1)}`,
  })

/** What node says about a broken connection, without the address, the URL or anything else it may have put in. */
export function networkError(method: string, error: Error, isSent: boolean): TransportError {
  const code = codeOf(error)
  const cause = Object.assign(new Error(code), { code })
  if (certificateCodes.test(code)) {
    return new TransportError({
      method,
      what: `the certificate of the server was not accepted (${code})`,
      fix: 'check the clock of this machine, and any proxy in between; the check is never switched off',
      retryable: false,
      maybeExecuted: false,
      cause,
    })
  }
  return new TransportError({
    method,
    what: isSent
      ? `the connection broke before the answer (${code})`
      : `WeChat could not be reached (${code})`,
    maybeExecuted: isSent,
    cause,
  })
}

function codeOf(error: unknown, otherwise = 'ECONNRESET'): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown }
  if (typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code)) return code
  // Several addresses were tried, and each failed.
  return Array.isArray(errors) && errors[0] instanceof Error ? codeOf(errors[0], otherwise) : otherwise
}
