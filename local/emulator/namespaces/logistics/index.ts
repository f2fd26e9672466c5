import type { World } from '../../state/world'
import type { Handlers } from '../handler'
import { accountHandlers } from './accounts'
import { carrierHandlers } from './carrier-side'
import { orderHandlers } from './orders'
import { printerHandlers } from './printers'
import { openShops } from './shop'

/** 物流助手, with a memory: carriers, accounts, printers, waybills and where the parcels are. */
export function logistics(world: World): Handlers {
  const shops = openShops(world)
  return {
    ...accountHandlers(shops),
    ...printerHandlers(shops),
    ...orderHandlers(shops),
    ...carrierHandlers(shops),
  }
}
