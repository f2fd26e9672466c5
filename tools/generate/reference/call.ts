import type { EndpointInfo, Shape } from '../../../shared/catalog'
import { isObject } from '../../../shared/schema/objects'
import { sample } from '../../../shared/schema/sample'

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
