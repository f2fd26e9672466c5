import type { Project } from '../../local/testing'

/** What a test of a project may write, and what not. */
export async function use(we: Project): Promise<unknown[]> {
  const [message] = await we.called('subscribeMessage.send')
  const openid: string | undefined = message?.params.touser
  const [code] = await we.called('wxacode.getUnlimited')
  const bytes: Buffer | undefined = code?.result?.buffer
  // @ts-expect-error there is no such method
  await we.called('subscribeMessage.sent')
  // @ts-expect-error a message has no such parameter
  const wrong = message?.params.toUser

  await we.answer('logistics.getQuota', { quotaNum: 7 })
  await we.answer('wxacode.getUnlimited', { contentType: 'image/png', buffer: Buffer.from('') })
  await we.answer('officialAccount.menu.get', {})
  // @ts-expect-error a quota is a number
  await we.answer('logistics.getQuota', { quotaNum: '7' })
  // @ts-expect-error WeChat's own names are not the names that users read
  await we.answer('logistics.getQuota', { quota_num: 7 })

  const fault = await we.fault({ method: 'logistics.addOrder', errcode: -1, times: 2 })
  await we.fault({ path: '/wxa/*', http: 502 })
  // @ts-expect-error there is no such method
  await we.fault({ method: 'logistics.addOrdr', errcode: -1 })
  // @ts-expect-error it is written errcode
  await we.fault({ errCode: -1 })

  await we.quota({ methods: { 'logistics.addOrder': { daily: 5 } } })
  // @ts-expect-error there is no such method
  await we.quota({ methods: { 'logistics.addOrdr': { daily: 5 } } })

  const { total } = await we.invoke<{ total: number }>('cart', { add: 1 }, { openid: null })
  const todos: Record<string, unknown>[] = await we.database.dump('todos')
  const all: { [collection: string]: unknown[] } = await we.database.dump()
  return [openid, bytes, wrong, fault.id, total, todos, all]
}
