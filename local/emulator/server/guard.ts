import type { IncomingHttpHeaders } from 'node:http'

/**
 * Why a request must not be answered, if so. Any page in a browser can send requests to this machine; none of them
 * may drive the emulator, under whatever name it reached it.
 */
export function foreignness(headers: IncomingHttpHeaders, port: number): string | undefined {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].flatMap(name => {
    return port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]
  })
  if (!hosts.includes((headers.host ?? '').toLowerCase())) {
    return 'the Host header names another host; use http://127.0.0.1 or http://localhost with the port'
  }
  const { origin } = headers
  if (origin !== undefined && !hosts.some(host => origin.toLowerCase() === `http://${host}`)) {
    return 'the request comes from a page of another origin'
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'a browser sent the request for another site'
  }
  return undefined
}
