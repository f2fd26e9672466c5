import { jsonText } from '../schema/json-text'
import type { FilePart } from '../schema/request'

/** Quotes and line ends would end a name too early. */
const quoted = (name: string): string => name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

// Only needs to differ from what is sent; loading crypto for it would slow the first call.
const randomText = (): string =>
  `${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`

/** A multipart/form-data body as one buffer, so that its length is known; text parts stand before files. */
export function multipart(
  texts: Record<string, unknown>,
  files: readonly FilePart[],
): { contentType: string; body: Buffer } {
  const boundary = `----wx-openapi-shim-${randomText()}`
  const pieces: Buffer[] = []
  const write = (text: string) => pieces.push(Buffer.from(text, 'utf8'))
  for (const name of Object.keys(texts)) {
    const value = texts[name]
    const text = typeof value === 'object' && value !== null ? jsonText(value) : String(value)
    write(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${text}\r\n`)
  }
  for (const { name, fileName, contentType, value } of files) {
    const disposition = `form-data; name="${quoted(name)}"; filename="${quoted(fileName)}"`
    write(`--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${contentType}\r\n\r\n`)
    pieces.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
    write('\r\n')
  }
  write(`--${boundary}--\r\n`)
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(pieces) }
}
