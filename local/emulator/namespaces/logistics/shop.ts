import type { World } from '../../state/world'
import type { Account } from './accounts'
import { demoAccount } from './demo'
import type { Waybill } from './waybill'

/** What logistics remembers of one mini program. */
export interface Shop {
  readonly appid: string
  readonly accounts: Account[]
  /** Tag ids by openid of the printer. */
  readonly printers: Map<string, string[]>
  /** By order id. */
  readonly waybills: Map<string, Waybill>
}

/** The shops of all accounts of one emulator. */
export interface Shops {
  readonly world: World
  of(appid: string): Shop
  all(): readonly Shop[]
  /** Numbers waybills, over all shops. */
  nextNumber(): number
}

/** Opens a shop with the demo data for every account; one that comes later gets its own when it first calls. */
export function openShops(world: World): Shops {
  const shops = new Map<string, Shop>()
  const open = (appid: string): Shop => {
    const shop = { appid, accounts: [demoAccount()], printers: new Map(), waybills: new Map() }
    shops.set(appid, shop)
    return shop
  }
  for (const { appid } of world.accounts) open(appid)
  let number = 0
  return {
    world,
    of: appid => shops.get(appid) ?? open(appid),
    all: () => [...shops.values()],
    nextNumber: () => {
      number += 1
      return number
    },
  }
}
