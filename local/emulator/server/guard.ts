import type { IncomingHttpHeaders } from 'node:http'

/** A listener of the emulator: which port it has, and whether it speaks TLS. */
export interface Front {
  readonly scheme: 'http' | 'https'
  port(): number
  /** The hosts that it plays; by default it is this machine. */
  readonly hosts?: readonly string[]
  /** The origins of pages from elsewhere that may send it requests. */
  readonly origins?: readonly string[]
}

const usualPorts = { http: 80, https: 443 }

/**
 * Why a request must not be answered, if so. Any page in a browser can send requests to this machine; none of them
 * may drive the emulator, under whatever name it reached it.
 */
export function foreignness(headers: IncomingHttpHeaders, front: Front): string | undefined {
  const foreign = foreignHost(headers, front)
  if (foreign) return foreign
  const { origin } = headers
  if (origin !== undefined && front.origins?.includes(origin.toLowerCase())) return undefined
  const hosts = hostsOf(front)
  if (origin !== undefined && !hosts.some(host => origin.toLowerCase() === `${front.scheme}://${host}`)) {
    return 'the request comes from a page of another origin'
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'a browser sent the request for another site'
  }
  return undefined
}

/** Why the name under which a request reached this machine is not one of its own, if so. */
export function foreignHost({ host = '' }: IncomingHttpHeaders, front: Front): string | undefined {
  if (hostsOf(front).includes(host.toLowerCase())) return undefined
  const { scheme } = front
  return `the Host header names another host; use ${scheme}://127.0.0.1 or ${scheme}://localhost with the port`
}

function hostsOf({ scheme, port, hosts = ['127.0.0.1', 'localhost', '[::1]'] }: Front): readonly string[] {
  return hosts.flatMap(name =>
    port() === usualPorts[scheme] ? [name, `${name}:${port()}`] : [`${name}:${port()}`],
  )
}
