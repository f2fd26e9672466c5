/** Parameters as copied; a file is included as its bytes. */
type Params = { [name: string]: unknown }

const isFile = (value: unknown): boolean => typeof value === 'object' && value !== null && 'base64' in value

const fileInCode = "{ contentType: 'image/png', value: fs.readFileSync('picture.png') }"

/** The call as a program writes it, on a server or in a cloud function. */
export const asCode = (method: string, params: Params): string =>
  `await openapi.${method}(${Object.keys(params).length ? literal(params, '') : ''})`

/** The call as a command for a shell. */
export const asCommand = (method: string, params: Params): string =>
  `npx wx-openapi call ${method} '${JSON.stringify(withoutFiles(params)).replace(/'/g, "'\\''")}'`

/** The parameters as JSON that can be pasted into the form again. */
export const asJson = (params: Params): string => JSON.stringify(params, null, 2)

function withoutFiles(params: Params): Params {
  const shown: Params = {}
  for (const name of Object.keys(params)) shown[name] = isFile(params[name]) ? '@picture.png' : params[name]
  return shown
}

const widest = 60

function literal(value: unknown, indent: string): string {
  if (isFile(value)) return fileInCode
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map(item => literal(item, inner))
    : Object.keys(value).map(name => `${nameOf(name)}: ${literal((value as Params)[name], inner)}`)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  if (!parts.length) return `${open}${close}`
  const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  if (line.length <= widest && line.indexOf('\n') < 0) return line
  return `${open}\n${parts.map(part => `${inner}${part},\n`).join('')}${indent}${close}`
}

/** JSON escapes everything in a text except single quotes. */
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))
