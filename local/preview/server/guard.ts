import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is not answered, or undefined when it may be. */
export interface Refusal {
  status: number
  reason: string
}

/** Only a page of this very server may talk to it: no other web page, and no name that was bent to this address. */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | undefined {
  const { headers, headersDistinct, url = '' } = request
  if (headersDistinct.host?.length !== 1) return { status: 400, reason: 'more than one Host' }
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map(name => `${name}:${port}`)
  if (!hosts.includes(headers.host ?? '')) return { status: 403, reason: 'foreign Host' }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return { status: 403, reason: 'foreign Origin' }
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, reason: 'foreign site' }
  }
  return URL.canParse(url, 'http://preview') ? undefined : { status: 400, reason: 'not a path' }
}

/** Changing anything takes JSON, which no HTML form can send, and the token that only our page was given. */
export function refuseCall({ headers }: IncomingMessage, token: string): Refusal | undefined {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/json')
    return { status: 415, reason: 'send application/json' }
  const given = Buffer.from(String(headers['x-preview-token'] ?? ''))
  const expected = Buffer.from(token)
  const isSame = given.length === expected.length && timingSafeEqual(given, expected)
  return isSame ? undefined : { status: 403, reason: 'no valid token of the preview page' }
}
