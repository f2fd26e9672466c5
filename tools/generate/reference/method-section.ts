import type { AuthKind, Effect, EndpointInfo, Shape } from '../../../shared/catalog'
import type { Description } from '../../../shared/schema/endpoint'
import { type FieldRow, rowsOfShape } from '../../../shared/schema/field-rows'
import { isObject } from '../../../shared/schema/objects'
import { sample } from '../../../shared/schema/sample'
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
  const { verb, path, body, effect, auth, cloudCallable, name, pages } = endpoint
  const bodies = { json: '', multipart: ', a form with files', raw: ', the bare bytes of a file' }
  const lines = [
    `**Request:** ${code(`${verb} ${path}`)}${bodies[body]}`,
    `**Effect:** ${effectText(effect)}`,
    ...(pages
      ? [`**Pages:** ${code(`openapi.${name}.pages()`)} gives the items of ${code(pages.items)}, one by one`]
      : []),
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

const longestLine = 90
// What a row gives is taken out of the answer by name as long as the line stays short.
const mostNames = 4
const noNames =
  /^(?:break|case|class|default|delete|export|function|import|in|new|package|return|switch|this|type|var|void|with)$/

/** A call of a method that can be pasted, with plausible values. */
export function callOf(endpoint: EndpointInfo): string {
  const params = examples[endpoint.name] ?? sample(endpoint.params, { names: 'camel', requiredOnly: true })
  const files = Object.keys(endpoint.params).filter(name => isFile(endpoint.params, name))
  const given = { ...params }
  for (const name of files.filter(name => name in given)) given[name] = fileMark
  // A method of a picture alone is shown with one, although an address would do.
  if (files[0] && Object.keys(given).length === 0) given[files[0]] = fileMark
  const written = Object.keys(given).length > 0 ? literal(given, 0) : ''
  return `${resultOf(endpoint)}await openapi.${endpoint.name}(${written})`
}

const fileMark = Symbol('file')

const isFile = (params: Shape, name: string): boolean => params[name]?.kind === 'media'

function resultOf({ result }: EndpointInfo): string {
  if (result.kind === 'binary') return result.fields ? 'const answer = ' : 'const { contentType, buffer } = '
  const names = Object.keys(result)
  if (names.length === 0) return ''
  const isPlain = names.every(name => /^[a-z]\w*$/i.test(name) && !noNames.test(name))
  return names.length <= mostNames && isPlain ? `const { ${names.join(', ')} } = ` : 'const answer = '
}

/** A value as a program writes it: on one line where it fits. */
function literal(value: unknown, level: number): string {
  if (value === fileMark) return "{ contentType: 'image/png', value: fs.readFileSync('picture.png') }"
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`
  if (!isObject(value)) return String(value)
  const items = Array.isArray(value)
    ? value.map(item => literal(item, level + 1))
    : Object.entries(value).map(([name, member]) => `${nameOf(name)}: ${literal(member, level + 1)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (items.length === 0) return open + close
  const inLine = Array.isArray(value) ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`
  // The call itself stands before the outermost line.
  if (inLine.length + 2 * level <= (level === 0 ? 50 : longestLine) && !inLine.includes('\n')) return inLine
  const inner = '  '.repeat(level + 1)
  return `${open}\n${items.map(item => `${inner}${item},\n`).join('')}${'  '.repeat(level)}${close}`
}

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)

/**
 * Parameters for the calls that newcomers read first, where values made from the types alone would say little. Every
 * other call is made from its row. A test holds these to their rows.
 */
export const examples: { readonly [method: string]: Readonly<Record<string, unknown>> } = {
  'logistics.addOrder': {
    orderId: '2024-0001',
    openid: 'oDEMO_user_00000000000000001',
    deliveryId: 'SF',
    bizId: 'SF_a',
    addSource: 0,
    sender: {
      name: '张三',
      mobile: '13800000001',
      province: '广东省',
      city: '广州市',
      area: '海珠区',
      address: '新港中路1号',
    },
    receiver: {
      name: '李四',
      mobile: '13800000002',
      province: '广东省',
      city: '深圳市',
      area: '南山区',
      address: '海天二路2号',
    },
    cargo: {
      count: 1,
      weight: 1.5,
      spaceX: 30,
      spaceY: 20,
      spaceZ: 10,
      detailList: [{ name: '茶叶', count: 2 }],
    },
    shop: { wxaPath: 'pages/order/order?id=2024-0001', goodsName: '茶叶', goodsCount: 2 },
    insured: { useInsured: 0 },
    service: { serviceType: 0, serviceName: '标准快递' },
  },
  'logistics.bindAccount': { type: 'bind', bizId: 'SF_a', deliveryId: 'SF' },
  'logistics.updatePrinter': {
    openid: 'oDEMO_user_00000000000000001',
    updateType: 'bind',
    tagidList: '123,456',
  },
  'phonenumber.getPhoneNumber': { code: 'the code that the button of the mini program gave' },
  'security.msgSecCheck': {
    openid: 'oDEMO_user_00000000000000001',
    version: 2,
    scene: 2,
    content: 'the text that a user wrote',
  },
  'subscribeMessage.send': {
    touser: 'oDEMO_user_00000000000000001',
    templateId: 'the id of a template of the account',
    page: 'pages/order/order?id=2024-0001',
    data: { thing1: { value: '茶叶' }, time2: { value: '2024-01-31 09:05' } },
    miniprogramState: 'formal',
    lang: 'zh_CN',
  },
  'wxacode.createQRCode': { path: 'pages/order/order?id=1', width: 430 },
  'wxacode.get': { path: 'pages/order/order?id=1', width: 430 },
  'wxacode.getUnlimited': { scene: 'id=1', page: 'pages/order/order', checkPath: false, width: 430 },
}
