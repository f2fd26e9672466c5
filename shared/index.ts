import * as catalogue from './catalogue'
import { allParts, createClient, type Openapi as OpenapiOf } from './client/client'
import type { OpenapiOptions } from './client/options'

/** All methods of WeChat's server API, by namespace, and what `openapi` itself can do. */
export type Openapi = OpenapiOf<typeof catalogue>

/**
 * WeChat's server API as typed methods: `openapi.<namespace>.<method>(camelCaseParams)`.
 *
 * What is left out of the options comes from `WX_APPID`, `WX_SECRET` and `WX_OPENAPI_BASE_URL`. Nothing is asked of
 * WeChat before the first call.
 * @throws ConfigError when an option is wrong
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/openapi/openapi.html
 */
export function createOpenapi(options: OpenapiOptions = {}): Openapi {
  return createClient(catalogue, options, allParts)
}

export * from './client/exports'
export { type Cloud, type CloudInitOptions, cloud, createCloud } from './cloud/create-cloud'
