import type { ControlCall } from './control-call'
import { textOf, told } from './database-routes'

/** What asks the cloud's storage for the mini program, and where its files are served. */
export const storageRoutes = {
  '/__emu/storage': {
    GET: async ({ serving }: ControlCall) => ({ json: { origin: await serving.gateway.fileOrigin() } }),
  },
  '/__emu/storage/call': {
    POST: told(({ openid, action, ...values }, { serving }) => {
      const fields = { action: textOf({ action }, 'action'), values }
      return serving.gateway.askStorage(fields, textOf({ openid }, 'openid'), serving.world)
    }),
  },
}
