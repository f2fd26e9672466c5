import type { Openapi } from '../../shared'
import { isWeChatError } from '../../shared/errors/wechat-error'
import type { ResponseFacts } from '../../shared/schema/endpoint'

declare const openapi: Openapi
declare const error: unknown

export const responses = async () => {
  const call = openapi.officialAccount.user.getList()
  const plain: Promise<{ total: number }> = call
  const { data, rid, status, headers, attempts, ms } = await call.withResponse()
  const facts: ResponseFacts = { rid, status, headers, attempts, ms }
  const total: number = data.total
  // @ts-expect-error the rid is missing where WeChat gave none
  const id: string = rid
  // @ts-expect-error a result has no facts of the response
  const none = (await call).status
  const named: Record<string, unknown> = (await openapi.call('a.b').withResponse()).data
  const raw: number = (await openapi.request({ verb: 'GET', path: '/a' }).withResponse()).status
  return { plain, facts, total, id, none, named, raw }
}

export const lists = async () => {
  for await (const openid of openapi.officialAccount.user.getList.pages()) {
    const text: string = openid
    // @ts-expect-error an item is an openid
    const count: number = openid
    console.log(text, count)
  }
  const { batchGet } = openapi.officialAccount.material
  for await (const { mediaId, updateTime } of batchGet.pages(
    { type: 'image' },
    { maxItems: 3, timeoutMs: 9 },
  )) {
    const [id, at]: [string, number] = [mediaId, updateTime]
    console.log(id, at)
  }
  batchGet.pages({ type: 'image', offset: 40, count: 10 })
  // @ts-expect-error the type is missing
  batchGet.pages()
  // @ts-expect-error a call needs the offset that pages counts itself
  batchGet({ type: 'image' })
  // @ts-expect-error there is no option maxPage
  batchGet.pages({ type: 'image' }, { maxPage: 3 })
  // @ts-expect-error the openid of one user is no list
  openapi.officialAccount.user.getInfo.pages()
  // @ts-expect-error nothing says what ends this one
  openapi.logistics.getAllAccount.pages()
}

export const codes = () => {
  if (isWeChatError(error, openapi.logistics.addOrder)) {
    const { errCode } = error
    // Of the row, of the whole platform, and one that came later.
    return [errCode === 9300501, errCode === 40001, errCode === 1234567, error.errMsg.length]
  }
  if (isWeChatError(error, 40001)) return [error.errCode]
  // @ts-expect-error a name is neither a method nor a code
  return [isWeChatError(error, 'logistics.addOrder')]
}

type CodesOf<M> = M extends (...given: never[]) => { readonly errcodes?: infer Code } ? Code : never
type Own = NonNullable<CodesOf<typeof openapi.logistics.updatePrinter>>
/** What the type knows of a row's own errcodes. */
export const own: Own[] = [9300517]
// @ts-expect-error that is a code of another method
export const other: Own = 9300501

export const defaults = (signal: AbortSignal) => {
  openapi.with({ timeoutMs: 100, retries: 0, signal }).logistics.getAllAccount({}, { retries: 2 })
  // @ts-expect-error retries is a number
  openapi.with({ retries: '2' })
  // @ts-expect-error what is missing is the options
  openapi.with()
}
