import { invalidAppid, wechatApi } from './wechat-api'

/**
 * - `wechat-api`: what the programs and tests of wechat-api (2017) expect
 * - `co-wechat-api`: the same for co-wechat-api (2020), where an appid that is none is `invalid appid`
 */
export const profiles = {
  'wechat-api': wechatApi,
  'co-wechat-api': { ...wechatApi, stranger: invalidAppid },
} as const
