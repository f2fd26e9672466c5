import { Refusal } from '../platform/refusal'
import { firstName } from '../platform/routes'
import type { World } from '../state/world'
import { type Call, type Handlers, handle } from './handler'

interface OfPath {
  cgi_path: string
}

/** Quotas: how much is left, and how to get it back. */
export function openApi(world: World): Handlers {
  const { quotas } = world
  const clear = (call: Call, http?: string) => {
    if (!quotas.clear(call.appid, http)) throw new Refusal(48006)
    call.did('quota cleared', http ? { http } : {})
    return {}
  }
  const counted = ({ cgi_path }: OfPath) => {
    const [route] = world.routesAt(cgi_path)
    if (!route) throw new Refusal(76021)
    return { method: firstName(route), http: route.row.http }
  }
  return {
    'openApi.clearQuota': handle((_, call) => clear(call)),
    'openApi.clearQuotaByAppSecret': handle((_, call) => ({ errcode: 0, errmsg: 'ok', ...clear(call) })),
    'openApi.clearApiQuota': handle<OfPath>((params, call) => clear(call, counted(params).http)),
    'openApi.getApiQuota': handle<OfPath>((params, call) => {
      const { dailyLimit, used, perMinute = 0 } = quotas.left(call.appid, counted(params))
      const quota = { daily_limit: dailyLimit, used, remain: Math.max(0, dailyLimit - used) }
      const rate_limit = { call_count: perMinute, refresh_second: 60 }
      return { quota, rate_limit, component_rate_limit: { call_count: 0, refresh_second: 0 } }
    }),
  }
}
