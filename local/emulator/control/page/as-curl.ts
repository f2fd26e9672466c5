import { isMembers } from '../../platform/members'
import type { Route } from '../../platform/routes'
import type { LogEntry } from '../../state/world'
import { fileBeside, isFile, type LoggedFile, signaturesOf } from './logged-call'

/**
 * A logged call as a command for a shell; undefined where nothing was asked over HTTP, as with a call of a local
 * function. The token was masked and appears as a variable. The shell and curl read what was logged as text only, and
 * curl sends a file only where the call did, from the current folder.
 */
export function asCurl(entry: LogEntry, url: string, route: Route | undefined): string | undefined {
  if (!entry.path.startsWith('/')) return undefined
  const command = [`curl ${flags(entry)} ${address(entry, url, route)}`, ...bodyOptions(entry.body, route)]
  return [...notes(route), command.join(' \\\n  ')].join('\n')
}

const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`

/** What is missing from the log. Some shells run a comment that is typed, so it is plain words. */
function notes(route: Route | undefined): string[] {
  if (signaturesOf(route).length > 0)
    return ['# The signatures are masked in the log: as it stands this call is refused.']
  return route?.row.auth === 'appSecret' ? ['# The secret is masked in the log: replace it with yours.'] : []
}

function flags({ verb, path }: LogEntry): string {
  // With -X HEAD curl would wait for a body.
  const method = verb === 'HEAD' ? '--head' : `-X ${verb}`
  // Brackets in a path are patterns to curl, and it goes up a folder for dots.
  return /[[\]{}]|\/\./.test(path) ? `--globoff --path-as-is ${method}` : method
}

function address({ path, query }: LogEntry, url: string, route: Route | undefined): string {
  const search = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  const { auth = 'accessToken' } = route?.row ?? { auth: 'none' }
  const token = auth === 'none' || auth === 'appSecret' ? [] : ['"access_token=$TOKEN"']
  const rest = [quoted(search.join('&'))].filter(() => search.length > 0)
  const mark = token.length + rest.length > 0 ? "'?'" : ''
  return `${quoted(url + path)}${mark}${[...token, ...rest].join("'&'")}`
}

function bodyOptions(body: unknown, route: Route | undefined): string[] {
  if (body === undefined) return []
  const members = isMembers(body) ? Object.entries(body) : []
  const [file] = members.map(([, value]) => value).filter(isFile)
  if (file && route?.row.body === 'raw') {
    return [
      `-H ${quoted(`Content-Type: ${file.contentType}`)}`,
      `--data-binary ${quoted(`@${fileBeside(file)}`)}`,
    ]
  }
  if (file) {
    return members.map(([name, value]) =>
      isFile(value)
        ? `-F ${quoted(`${name}=${filePart(value)}`)}`
        : `--form-string ${quoted(`${name}=${value}`)}`,
    )
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return [`-H 'Content-Type: application/json'`, `--data-raw ${quoted(text)}`]
}

/** A file as the option -F takes it. */
function filePart(file: LoggedFile): string {
  const { fileName, contentType } = file
  const beside = fileBeside(file)
  // What follows a comma or a semicolon could name another file.
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType)
    ? `type=${contentType}`
    : `headers=${word(`Content-Type: ${contentType}`)}`
  const parts = [
    `@${word(beside)}`,
    ...(fileName === beside ? [] : [`filename=${word(fileName ?? '')}`]),
    type,
  ]
  return parts.join(';')
}

/** A word of an option -F, in quotes where curl would read something into it. */
const word = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`)
