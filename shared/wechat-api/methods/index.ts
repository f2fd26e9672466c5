import { account, poi } from './account'
import { cards } from './card'
import { cardCodes } from './card-codes'
import { cardKinds } from './card-kinds'
import { customServices } from './custom-service'
import { datacube } from './datacube'
import { devices } from './devices'
import { mass } from './mass'
import { material, media } from './material'
import { menus } from './menus'
import { messages } from './messages'
import { shakearound } from './shakearound'
import { shopGoods } from './shop-goods'
import { shopOrders } from './shop-order'
import { shopShelves } from './shop-shelves'
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
