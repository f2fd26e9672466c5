import type { World } from '../state/world'
import { auth } from './auth'
import type { Handlers } from './handler'
import { accountHandlers } from './logistics/accounts'
import { carrierHandlers } from './logistics/carrier-side'
import { orderHandlers } from './logistics/orders'
import { printerHandlers } from './logistics/printers'
import { openShops } from './logistics/shop'
import { media } from './media'
import { openApi } from './open-api'
import { security } from './security'

export type { Handlers } from './handler'

/** The namespaces with state. All others answer samples, without a line here. */
export const namespaces: readonly ((world: World) => Handlers)[] = [auth, logistics, media, openApi, security]

/** 物流助手, with state: carriers, accounts, printers, waybills and the traces of parcels. */
function logistics(world: World): Handlers {
  const shops = openShops(world)
  return {
    ...accountHandlers(shops),
    ...printerHandlers(shops),
    ...orderHandlers(shops),
    ...carrierHandlers(shops),
  }
}
