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

/** What a proxy said instead of opening a tunnel; the request went no further. */
export const proxyRefused = (method: string, status: number): TransportError =>
  new TransportError({
    method,
    what: `the proxy refused (HTTP ${status})`,
    fix:
      status === 407
        ? 'set the user and password of the proxy'
        : 'check the address and the rules of the proxy',
    retryable: status !== 407,
    maybeExecuted: false,
  })

/** What node says about a broken connection, without the address, the URL or anything else it may have put in. */
export function networkError(method: string, error: Error, isSent: boolean, fix?: string): TransportError {
  // The words of hpagent, and of our own tunnel.
  const [, refused] = /^Bad response: (\d{3})$/.exec(error.message) || []
  if (refused && !isSent) return proxyRefused(method, Number(refused))
  const code = codeOf(error)
  const cause = Object.assign(new Error(code), { code })
  if (certificateCodes.test(code)) {
    return new TransportError({
      method,
      what: `the certificate of the server was not accepted (${code})`,
      fix: 'check the clock of this machine; behind a proxy that intercepts TLS, set NODE_EXTRA_CA_CERTS to its certificate',
      retryable: false,
      maybeExecuted: false,
      cause,
    })
  }
  return new TransportError({
    method,
    what: isSent
      ? `the connection broke before the response (${code})`
      : `WeChat could not be reached (${code})`,
    fix: isSent ? undefined : fix,
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
