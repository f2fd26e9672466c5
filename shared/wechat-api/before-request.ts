import type { OutgoingRequest } from '../client/wire-client'
import type { Options } from './instance'

/** Passes a request to the user's `beforeRequest` before it is sent, and applies its changes. */
export function viewer(
  beforeRequest: Options['beforeRequest'],
): ((request: OutgoingRequest) => OutgoingRequest) | undefined {
  if (typeof beforeRequest !== 'function') return undefined
  return request => {
    const headers: { [name: string]: string } = { ...request.headers }
    if (request.contentType) headers['Content-Type'] = request.contentType
    const view = { method: request.verb, path: request.target, headers, body: request.body }
    const changed = beforeRequest(view) ?? view
    const { 'Content-Type': contentType = request.contentType, ...others } = changed.headers ?? {}
    return {
      ...request,
      target: changed.path,
      body: changed.body,
      headers: others,
      ...(contentType && { contentType }),
    }
  }
}
