import { ConfigError } from '../errors/config-error'

/** Where requests go, taken apart once. */
export interface BaseUrl {
  readonly protocol: 'http:' | 'https:'
  readonly hostname: string
  readonly port: string
  /** What stands before every path, without a slash at its end. */
  readonly prefix: string
}

/** Whether a host is this machine. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname)
const weixin = /(^|\.)weixin\.qq\.com$/

/**
 * Takes a base URL apart.
 * @param from who gave it: the environment may only name loopback or WeChat's own hosts, so that a stray variable
 * never sends a secret elsewhere
 * @throws ConfigError for anything but https, or http to loopback
 */
export function parseBaseUrl(given: string, from: 'option' | 'environment'): BaseUrl {
  const name = from === 'option' ? 'the option baseUrl' : 'the variable WX_OPENAPI_BASE_URL'
  const url = parse(given)
  // No more of it than host and port: what follows may hold a token.
  const [, host, port] = /^([\w.-]+|\[[\da-f:]+\]):(\d+)(?![^/?#])/i.exec(given) || []
  if (host) {
    const scheme = isLoopback(host) ? 'http' : 'https'
    throw new ConfigError({ what: `${name} has no scheme; write ${scheme}://${host}:${port}` })
  }
  if (!url) throw new ConfigError({ what: `${name} is not a URL; write https://api.weixin.qq.com` })
  const isHere = isLoopback(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw new ConfigError({ what: `${name} must be https; plain http goes to loopback only` })
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigError({ what: `${name} must be a plain address, without user, query or fragment` })
  }
  if (from === 'environment' && !isHere && !weixin.test(url.hostname)) {
    throw new ConfigError({
      what: `${name} may only name loopback or a host of weixin.qq.com; set any other host with the option baseUrl`,
    })
  }
  return {
    protocol: url.protocol as 'http:' | 'https:',
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    prefix: url.pathname.replace(/\/+$/, ''),
  }
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
