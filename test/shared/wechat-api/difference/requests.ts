import type { Arrived } from '../../../support/stub-server'

/** A request, taken apart so that two of them compare: no boundary, no order of query parameters. */
export interface Comparable {
  verb: string
  path: string
  query: [string, string][]
  body: unknown
}

export const comparable = ({ verb, path, query, headers, body }: Arrived): Comparable => ({
  verb,
  path,
  query: [...query].sort(([one], [other]) => one.localeCompare(other)),
  body: bodyOf(headers['content-type'] ?? '', body),
})

function bodyOf(contentType: string, body: Buffer): unknown {
  if (body.length === 0) return undefined
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType)
  if (boundary) return partsOf(body.toString('latin1'), boundary[1] ?? boundary[2]!)
  const text = body.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return body.toString('latin1')
  }
}

const partsOf = (text: string, boundary: string) =>
  text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map(part => {
      const [head, ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n')
      const value = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(head!)?.[1]
      return {
        name: value('; name'),
        filename: value('filename'),
        type: /content-type: *([^\r\n]*)/i.exec(head!)?.[1],
        data: rest.join('\r\n\r\n').replace(/\r\n$/, ''),
      }
    })
