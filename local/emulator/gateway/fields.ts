import { isMembers, type Members, readParts } from '../platform/members'

/** The fields of a request to the gateway: text and JSON values, and the one that is bytes. */
export interface GatewayFields {
  readonly action: string
  readonly values: Members
  /** The part that is bytes: `requestData` of a call, or the `file` of an upload. */
  readonly bytes?: Buffer
}

/** A fault of the gateway, by the code that the SDKs know. */
export class GatewayFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const invalid = (message: string) => new GatewayFault('INVALID_PARAM', message)

/**
 * Reads a request of wx-server-sdk or tcb-admin-node: JSON, or a form where bytes go along.
 * @throws GatewayFault when it is neither, or names no action
 */
export function readFields(contentType: string, body: Buffer): GatewayFields {
  const fields = /^multipart\/form-data/i.test(contentType)
    ? readForm(contentType, body)
    : { values: readJson(body) }
  const { action } = fields.values
  if (typeof action !== 'string' || action === '') throw invalid('the request names no action')
  return { action, ...fields }
}

function readForm(contentType: string, body: Buffer): { values: Members; bytes?: Buffer } {
  const values: Members = Object.create(null)
  let bytes: Buffer | undefined
  try {
    for (const part of readParts(contentType, body)) {
      if (part.name === 'requestData' || part.name === 'file') bytes = Buffer.from(part.bytes)
      else values[part.name] = part.bytes.toString('utf8')
    }
  } catch (error) {
    throw invalid((error as Error).message)
  }
  return { values, bytes }
}

function readJson(body: Buffer): Members {
  let read: unknown
  try {
    read = JSON.parse(body.toString('utf8'))
  } catch {
    throw invalid('the body is neither JSON nor multipart/form-data')
  }
  if (!isMembers(read)) throw invalid('the body must be a JSON object')
  return read
}
