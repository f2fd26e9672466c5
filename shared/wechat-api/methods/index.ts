import { account, datacube, menus, poi } from './account'
import { cardCodes, cardKinds, cards } from './cards'
import { devices, shakearound } from './devices'
import { material, media } from './material'
import { customServices, mass, messages } from './messages'
import { shopGoods, shopOrders, shopShelves } from './shop'
import { templates } from './templates'
import { groups, tags, users } from './users'

/** Every method of the class that calls an endpoint, by its old name. */
export const table = {
  ...account,
  ...cards,
  ...cardCodes,
  ...cardKinds,
  ...customServices,
  ...datacube,
  ...devices,
  ...groups,
  ...mass,
  ...material,
  ...media,
  ...menus,
  ...messages,
  ...poi,
  ...shakearound,
  ...shopGoods,
  ...shopOrders,
  ...shopShelves,
  ...tags,
  ...templates,
  ...users,
}

export type Table = typeof table
