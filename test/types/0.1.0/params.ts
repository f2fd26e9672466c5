import { openapi, picture } from './openapi'

const address = { name: '张三', mobile: '13800000000', province: '广东省' }
const order = {
  orderId: 'order-1',
  openid: 'oABCD1234',
  deliveryId: 'SF',
  bizId: 'biz-1',
  addSource: 0,
  sender: address,
  receiver: address,
  cargo: { count: 1, weight: 0.5, spaceX: 1, spaceY: 1, spaceZ: 1, detailList: [{ name: '书', count: 1 }] },
  shop: { goodsName: '书' },
  insured: { useInsured: 0 },
  service: { serviceType: 0, serviceName: '标准快递' },
} as const

const cargo = { count: 1, weight: 0.5, spaceX: 1, spaceY: 1, spaceZ: 1 }

/** What stands deep inside the params is typed as what stands at the top. */
export const deep = () => [
  openapi.logistics.addOrder({ ...order, cargo: { ...cargo, detailList: [{ name: '书', count: 1 }] } }),
  // @ts-expect-error count is a number
  openapi.logistics.addOrder({ ...order, cargo: { ...cargo, detailList: [{ name: '书', count: '1' }] } }),
  // @ts-expect-error the name of the goods is missing
  openapi.logistics.addOrder({ ...order, cargo: { ...cargo, detailList: [{ count: 1 }] } }),
  // @ts-expect-error the name is spaceX
  openapi.logistics.addOrder({ ...order, cargo: { ...cargo, space_x: 1, detailList: [] } }),
  // @ts-expect-error addSource is 0 or 2
  openapi.logistics.addOrder({ ...order, cargo: { ...cargo, detailList: [] }, addSource: 1 }),
]

/** Names that are misspelt, at every level. */
export const names = () => [
  // @ts-expect-error the namespace is called logistics
  openapi.logistic.updatePrinter({ openid: 'oABCD1234', updateType: 'bind' }),
  // @ts-expect-error the method is called updatePrinter
  openapi.logistics.updatePrinters({ openid: 'oABCD1234', updateType: 'bind' }),
  // @ts-expect-error the parameter is called tagidList
  openapi.logistics.updatePrinter({ openid: 'oABCD1234', updateType: 'bind', tagIdList: '1' }),
  // @ts-expect-error a namespace is no function
  openapi.logistics(),
]

/** Params may be left out exactly where none is required. */
export const leftOut = () => [
  openapi.logistics.getAllAccount(),
  openapi.logistics.getAllAccount({}),
  openapi.logistics.getAllAccount(undefined, { timeoutMs: 5000 }),
  // @ts-expect-error openid and updateType are required
  openapi.logistics.updatePrinter(),
  // @ts-expect-error openid and updateType are required
  openapi.logistics.updatePrinter({}),
]

/** What one call may say about itself stands apart from its params. */
export const options = () => [
  openapi.logistics.getAllAccount({}, { signal: new AbortController().signal }),
  // @ts-expect-error there is no such option
  openapi.logistics.getAllAccount({}, { timeout: 5000 }),
  // @ts-expect-error options are no params
  openapi.logistics.getAllAccount({ timeoutMs: 5000 }),
]

/** Maps keep the keys of the user, and type their values. */
export const maps = () => [
  openapi.subscribeMessage.send({ touser: 'oABCD1234', templateId: 't', data: { thing01: { value: '书' } } }),
  // @ts-expect-error a keyword is an object with a value
  openapi.subscribeMessage.send({ touser: 'oABCD1234', templateId: 't', data: { thing01: '书' } }),
]

/** Files are bytes with a type, not paths. */
export const files = () => [
  openapi.security.imgSecCheck({ media: picture }),
  openapi.security.imgSecCheck({ media: { contentType: 'image/png', value: Buffer.alloc(1) } }),
  // @ts-expect-error a path is no file
  openapi.security.imgSecCheck({ media: './picture.png' }),
  // @ts-expect-error a file has a type
  openapi.security.imgSecCheck({ media: { value: Buffer.alloc(1) } }),
]

/** What the client knows is no parameter. */
export const own = () => [
  openapi.auth.code2Session({ jsCode: 'code-1' }),
  // @ts-expect-error the client has the secret
  openapi.auth.code2Session({ jsCode: 'code-1', secret: 'secret' }),
]
