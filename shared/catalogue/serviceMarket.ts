import { endpoint } from '../schema/endpoint'
import { boolean, json, jsonString, optional, string } from '../schema/fields'

const serviceErrcodes = {
  9301001: 'a parameter is not valid',
  9301002: 'the service could not be called',
  9301003: 'system error',
  9301010: 'the use could not be counted',
  9301011: 'too many calls',
  9301012: 'the service took too long',
  9301014: 'something is wrong with the id of the request',
  9301015: 'the result is not ready yet',
}

/** 微信服务市场: services of others. */
export const serviceMarket = {
  /**
   * 调用服务市场接口
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/service-market/serviceMarket.invokeService.html
   */
  invokeService: endpoint({
    http: 'POST /wxa/servicemarket',
    cloudCallable: true,
    effect: 'write',
    params: {
      service: string(),
      api: string(),
      /** As the service wants it; its keys are sent as they are. */
      data: json(),
      clientMsgId: string(),
      /** The result comes later, by `retrieve`. */
      async: optional(boolean()),
    },
    result: {
      /** As the service gives it, with its keys as they are. */
      data: jsonString(json()),
      requestId: string(),
    },
    errcodes: serviceErrcodes,
  }),
  /**
   * 异步获取处理数据
   *
   * The result of a call with `async`.
   * @see https://developers.weixin.qq.com/doc/oplatform/service_market/buyer_guideline/API/retrieve.html
   */
  retrieve: endpoint({
    http: 'POST /wxa/servicemarketretrieve',
    effect: 'read',
    params: { requestId: string() },
    result: { data: string(), requestId: string() },
    errcodes: serviceErrcodes,
  }),
}
