import type { AuthKind, Effect, EndpointInfo, Shape } from '../../../shared/catalog'
import type { Description } from '../../../shared/schema/endpoint'
import { type FieldRow, rowsOfShape } from '../../../shared/schema/field-rows'
import { callOf } from './call'
import { code, indent, linkTo, table, text } from './markdown'

/** All that is known about one method, under its heading. */
export function methodSection(endpoint: EndpointInfo, description: Description): string {
  const { method, deprecated, aliasOf } = endpoint
  const parts = [
    `## ${method}`,
    [description.title, description.notes].filter(isTold).map(text).join('. '),
    ...(deprecated === undefined ? [] : [`> **Deprecated:** ${text(deprecated)}.`]),
    ...(aliasOf === undefined ? [] : [`A second name of ${linkTo(aliasOf)}.`]),
    `\`\`\`ts\n${callOf(endpoint)}\n\`\`\``,
    facts(endpoint, description),
    ...paramsPart(endpoint.params, description),
    ...resultPart(endpoint, description),
    ...errcodesPart(endpoint),
  ]
  return parts.filter(part => part !== '').join('\n\n')
}

const isTold = (words: string | undefined): words is string =>
  words !== undefined && words !== '' && words !== 'no title found'

function facts(endpoint: EndpointInfo, { see }: Description): string {
  const { verb, path, body, effect, auth, cloudCallable, name } = endpoint
  const bodies = { json: '', multipart: ', a form with files', raw: ', the bare bytes of a file' }
  const lines = [
    `**Request:** ${code(`${verb} ${path}`)}${bodies[body]}`,
    `**Effect:** ${effectText(effect)}`,
    `**Cloud call:** ${cloudCallable ? `yes, with ${code(name)} in \`permissions.openapi\` of config.json` : 'no, the platform offers it over HTTPS only'}`,
    ...(auth === 'accessToken' ? [] : [`**Right:** ${authTexts[auth]}`]),
    `**See:** ${see === undefined ? 'no public page is known' : `[WeChat's page](${see})`}`,
  ]
  return lines.map(line => `- ${line}`).join('\n')
}

/** What a second send of the same call does. */
export function effectText(effect: Effect): string {
  if (effect === 'read') return 'read; it changes nothing'
  if (effect === 'write') return 'write; sent twice, it is done twice'
  return `keyed; sent twice with the same ${code(effect.keyed)}, it is done once`
}

const authTexts: { readonly [kind in AuthKind]: string } = {
  accessToken: 'the access token of the account',
  appSecret: 'appid and secret, which the client fills in; no access token',
  paySignature: 'access token, and a signature made with the app key of payment',
  userSignature: "access token, and a signature made with the user's session_key",
  payAndUserSignature:
    "access token, and signatures made with the app key of payment and the user's session_key",
  midasSignature: 'access token, and signatures made with the app key of payment, in the body',
  none: 'none; the call is open',
}

function paramsPart(params: Shape, { params: comments = {} }: Description): string[] {
  // What the client sends by itself is not a parameter.
  const shown = Object.fromEntries(
    Object.entries(params).filter(([, { kind }]) => kind !== 'fixed' && kind !== 'credential'),
  )
  const rows = rowsOfShape(shown)
  if (rows.length === 0) return ['**Parameters:** none.']
  return [
    `**Parameters:**\n\n${table(
      ['name', 'type', 'required', 'meaning'],
      rows.map(row => [cell(row), code(row.type), row.required ? 'yes' : '', meaning(row, comments)]),
    )}`,
  ]
}

function resultPart({ result }: EndpointInfo, { result: comments = {} }: Description): string[] {
  const isFile = result.kind === 'binary'
  const rows = rowsOfShape((isFile ? (result.fields ?? {}) : result) as Shape)
  const file = isFile
    ? [
        '**Result:** the file itself, `contentType` (its MIME type) and `buffer` (its bytes). In a mini program, where a cloud function passes it on, `base64` stands in the place of `buffer`.',
      ]
    : []
  if (rows.length === 0) return isFile ? file : ['**Result:** `errCode` 0 and `errMsg` alone.']
  const said = isFile ? '**Or JSON**, without `contentType` and `buffer`' : '**Result**'
  return [
    ...file,
    `${said}, beside \`errCode\` 0 and \`errMsg\`:\n\n${table(
      ['name', 'type', 'meaning'],
      rows.map(row => [cell(row), code(row.type), meaning(row, comments)]),
    )}`,
  ]
}

/** What stands under every key of a map is shown as `*.name`. */
const cell = ({ level, name, path }: FieldRow): string =>
  indent(level) + code(path.endsWith(`.*.${name}`) ? `*.${name}` : name)

const meaning = ({ path, wire }: FieldRow, comments: { readonly [path: string]: string }): string =>
  [
    Object.hasOwn(comments, path) ? text(comments[path]!) : '',
    wire === undefined ? '' : `On the wire: ${code(wire)}.`,
  ]
    .filter(Boolean)
    .join(' ')

function errcodesPart({ errcodes }: EndpointInfo): string[] {
  if (errcodes.length === 0) {
    return ['**Errcodes:** none of its own; it can answer those of [every method](errcodes.md).']
  }
  const rows = errcodes.map(({ code: errcode, means, fix }) => [
    String(errcode),
    text(means),
    text(fix ?? ''),
  ])
  return [
    `**Errcodes**, beside those of [every method](errcodes.md):\n\n${table(['errcode', 'means', 'what to do'], rows)}`,
  ]
}
