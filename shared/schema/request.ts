import type { Media } from './fields'

/** A file part of a multipart body. */
export interface FilePart extends Media {
  name: string
  fileName: string
}

/** A call in WeChat's own names, not yet authorised. Building one needs no network. */
export interface EncodedRequest {
  readonly verb: 'GET' | 'POST'
  readonly path: string
  /** Names and values of the query, not yet escaped. */
  readonly query: [name: string, value: string][]
  /** The members of a JSON body. */
  readonly json?: Record<string, unknown>
  /** The file parts; the members of `json` travel beside them as text parts. */
  readonly files?: FilePart[]
  /** The one file whose bytes are the body. */
  readonly raw?: FilePart
}
