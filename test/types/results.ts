import { openapi } from './openapi'

/** Whether two types are the same, to the last member. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** One type out of an intersection, so that it can be compared with one that is written out. */
type Flat<T> = T extends string | number
  ? T
  : T extends (infer I)[]
    ? Flat<I>[]
    : T extends object
      ? { [K in keyof T]: Flat<T[K]> }
      : T

type ResultOf<M extends (...args: never[]) => Promise<unknown>> = Flat<Awaited<ReturnType<M>>>
type ParamsOf<M extends (...args: never[]) => Promise<unknown>> = Flat<NonNullable<Parameters<M>[0]>>

const same = <A, B>(is: Equal<A, B>): boolean => is

interface Service {
  serviceType: number
  serviceName: string
}

export const checks = () => [
  same<ResultOf<typeof openapi.logistics.updatePrinter>, { errCode: 0; errMsg: string }>(true),
  same<
    ResultOf<typeof openapi.logistics.getAllAccount>,
    {
      count: number
      list: {
        bizId: string
        deliveryId: string
        createTime: number
        updateTime: number
        statusCode: 0 | 1 | 2 | 3 | (number & {})
        alias: string
        remarkWrongMsg: string
        remarkContent: string
        quotaNum: number
        quotaUpdateTime: number
        serviceType: Flat<Service>[]
      }[]
      errCode: 0
      errMsg: string
    }
  >(true),
  same<
    ResultOf<typeof openapi.auth.code2Session>,
    { sessionKey: string; openid: string; unionid?: string; errCode: 0; errMsg: string }
  >(true),
  // The client's own appid and secret are no parameters; a constant may be left out.
  same<ParamsOf<typeof openapi.auth.code2Session>, { jsCode: string; grantType?: 'authorization_code' }>(
    true,
  ),
  same<
    ParamsOf<typeof openapi.logistics.updatePrinter>,
    { openid: string; updateType: 'bind' | 'unbind'; tagidList?: string }
  >(true),
  same<ParamsOf<typeof openapi.logistics.getAllAccount>, Record<string, never>>(true),
  // The comparison itself can say no.
  same<ResultOf<typeof openapi.logistics.updatePrinter>, { errCode: number; errMsg: string }>(false),
  same<ResultOf<typeof openapi.logistics.updatePrinter>, { errCode: 0 }>(false),
  same<ResultOf<typeof openapi.logistics.updatePrinter>, any>(false),
]

/** Bytes come as bytes. */
export const picture = async (): Promise<[Buffer, string, 0]> => {
  const { buffer, contentType, errCode } = await openapi.wxacode.get({ path: 'pages/index/index' })
  return [buffer, contentType, errCode]
}

/** Bytes, or the JSON that comes in their place: told apart by what is there. */
export const material = async (): Promise<Buffer | string | undefined> => {
  const answer = await openapi.officialAccount.material.get({ mediaId: 'm' })
  // @ts-expect-error articles and videos have none
  answer.buffer
  if ('buffer' in answer) return answer.buffer
  if ('newsItem' in answer) return answer.newsItem[0]?.title
  return answer.downUrl
}

/** A temporary video comes as its address. */
export const video = async (): Promise<Buffer | string> => {
  const answer = await openapi.officialAccount.media.get({ mediaId: 'm' })
  return 'videoUrl' in answer ? answer.videoUrl : answer.buffer
}

/** A union of a result may hold what came later. */
export const laterValue = async (): Promise<boolean> => {
  const { pathItemList } = await openapi.logistics.getPath({
    orderId: 'o',
    deliveryId: 'SF',
    waybillId: 'w',
  })
  const { value } = (await openapi.operation.getSceneList()).scene[0]!
  // @ts-expect-error it is text or a number
  if (value === true) return false
  return pathItemList[0]?.actionType === 300001
}

/** What an answer does not hold, and what it holds as something else, is an error. */
export const wrongMembers = async () => {
  const { list } = await openapi.logistics.getAllAccount()
  // @ts-expect-error the name is serviceType
  list[0]?.serviceTypes
  // @ts-expect-error it is a number
  const text: string | undefined = list[0]?.quotaNum
  return text
}
