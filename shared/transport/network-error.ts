import { TransportError } from '../errors/transport-error'

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/

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

function codeOf(error: Error): string {
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code)) return code
  // Several addresses were tried, and each failed.
  const inner = (error as { errors?: unknown }).errors
  return Array.isArray(inner) && inner[0] instanceof Error ? codeOf(inner[0]) : 'ECONNRESET'
}
