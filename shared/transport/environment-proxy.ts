import type { RequestOptions } from 'node:https'
import type { Socket } from 'node:net'
import { ConfigError } from '../errors/config-error'
import { secondMs } from '../errors/time'
import { type BaseUrl, isLoopback } from './base-url'

type Done = (error: Error | null, socket?: Socket) => void

/** Opens a connection as an agent of node asks for one. */
export type Connect = (options: RequestOptions, done: Done) => void

/** A way through a proxy. */
export interface Tunnel {
  /** What must not appear in a text. */
  readonly secrets: readonly string[]
  /** How to connect to a host; `undefined` where the way is straight. */
  connectTo(host: BaseUrl): Connect | undefined
}

/** Finds the proxy that the environment names. */
export type FindProxy = (environment: NodeJS.ProcessEnv) => Tunnel

/** The longest that a proxy may take to open a tunnel. */
const longestTunnelMs = 10 * secondMs

/**
 * Goes through the proxy that `HTTPS_PROXY` names, except to the hosts of `NO_PROXY`: `proxy: environmentProxy`. The
 * connection to WeChat stays encrypted from end to end. Loopback never goes through it.
 * @throws ConfigError when `HTTPS_PROXY` is not an http or https URL
 */
export const environmentProxy: FindProxy = environment => {
  const given = environment.https_proxy || environment.HTTPS_PROXY
  if (!given) return { secrets: [], connectTo: () => undefined }
  const url = parse(given)
  const user = decode(url.username)
  const password = decode(url.password)
  const credentials = user || password ? `${user}:${password}` : ''
  const authorization = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
  const isExempt = exemptions(environment.no_proxy || environment.NO_PROXY || '')
  return {
    secrets: [user, password, url.username, url.password, credentials].filter(text => text !== ''),
    connectTo: ({ protocol, hostname, port }) =>
      protocol === 'http:' || isLoopback(hostname) || isExempt(hostname, port || '443')
        ? undefined
        : tunnelThrough(url, authorization),
  }
}

function parse(given: string): URL {
  try {
    const url = new URL(given)
    if (/^https?:$/.test(url.protocol) && url.hostname) return url
  } catch {
    // The error of node would show the URL, which may hold a password.
  }
  throw new ConfigError({
    what: 'the variable HTTPS_PROXY must be an http or https URL',
    fix: 'write HTTPS_PROXY=http://host:port',
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Reads `NO_PROXY`: hosts and domains separated by commas, each perhaps with a port, or `*` for all. */
function exemptions(list: string): (hostname: string, port: string) => boolean {
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .map(entry => /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry)!)
  return (hostname, port) =>
    entries.some(
      ([, name, ofPort]) =>
        (ofPort === undefined || ofPort === port) &&
        (name === '*' || hostname === name || hostname.endsWith(`.${name}`)),
    )
}

function tunnelThrough(proxy: URL, authorization: string): Connect {
  return (options, done) => {
    open(proxy, authorization, options).then(
      socket => done(null, socket),
      error => done(error),
    )
  }
}

async function open(proxy: URL, authorization: string, options: RequestOptions): Promise<Socket> {
  const tls = await import('node:tls')
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'))
  const target = `${options.host}:${options.port || 443}`
  const plain = await new Promise<Socket>((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || undefined,
      path: target,
      headers: { host: target, ...(authorization && { 'proxy-authorization': authorization }) },
      agent: false,
      rejectUnauthorized: true,
    } as RequestOptions)
    const late = () => asked.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' }))
    const timer = setTimeout(late, options.timeout || longestTunnelMs)
    asked.on('error', reject)
    asked.on('close', () => clearTimeout(timer))
    asked.on('connect', ({ statusCode }, socket) => {
      clearTimeout(timer)
      if (statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(refusal(statusCode))
    })
    asked.on('response', ({ statusCode }) => {
      reject(refusal(statusCode))
      asked.destroy()
    })
    asked.end()
  })
  return new Promise((resolve, reject) => {
    // Not spread: `path` of the request would be taken for the path of a pipe.
    const { host, servername, ca, rejectUnauthorized } = options
    const secure = tls.connect({ socket: plain, host: host!, servername, ca, rejectUnauthorized })
    const late = () => secure.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' }))
    const timer = setTimeout(late, options.timeout || longestTunnelMs)
    secure.once('close', () => clearTimeout(timer))
    secure.once('error', reject)
    secure.once('secureConnect', () => {
      clearTimeout(timer)
      secure.removeListener('error', reject)
      resolve(secure)
    })
  })
}

/** In the words that `networkError` knows as a refusal. */
const refusal = (status: number | undefined): Error => new Error(`Bad response: ${status}`)
