import { host } from '../host'
import { ApiFailure, asyncApi } from './call-style'

interface CallFunctionOptions {
  name?: string
  data?: unknown
}

/** `wx.cloud`, as far as a front end that only calls cloud functions needs it. */
export function cloudApis() {
  return {
    init() {},
    callFunction: asyncApi<CallFunctionOptions>('cloud.callFunction', async ({ name, data }) => {
      if (!name) throw new ApiFailure('-501000 FunctionName is empty', { errCode: -501000 })
      try {
        // What travels is JSON, so the function never sees the page's own objects.
        const sent = JSON.parse(JSON.stringify(data ?? {})) as unknown
        return await host().surroundings.callFunction({ name, data: sent })
      } catch (error) {
        const { errCode = -1, errMsg = String(error) } = error as { errCode?: number; errMsg?: string }
        const reason = errMsg.replace(/^cloud\.callFunction:fail\s*/, '')
        throw new ApiFailure(reason, { errCode })
      }
    }),
  }
}
