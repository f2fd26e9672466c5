import { autoreply } from '../../catalogue/officialAccount/autoreply'
import { menu } from '../../catalogue/officialAccount/menu'
import { call } from '../define'
import type { Body } from '../wire-types'

const addConditional = call(menu.addConditional, 'menu', (given: Body<typeof menu.addConditional>) => given)
const delConditional = call(menu.delConditional, 'menuId', (menuId: number | string) => ({ menuid: menuId }))
const tryMatch = call(menu.tryMatch, 'userId', (userId: string) => ({ user_id: userId }))

/** 自定义菜单, conditional ones in the words of both libraries */
export const menus = {
  createMenu: call(menu.create, 'menu', (given: Body<typeof menu.create>) => given),
  getMenu: call(menu.get, '', () => ({})),
  removeMenu: call(menu.delete, '', () => ({})),
  getMenuConfig: call(menu.getCurrentSelfmenuInfo, '', () => ({})),
  createCustomMenu: addConditional,
  addConditionalMenu: addConditional,
  removeCustomMenu: delConditional,
  delConditionalMenu: delConditional,
  testCustomMenu: tryMatch,
  tryConditionalMenu: tryMatch,
  getAutoreply: call(autoreply.getCurrentAutoreplyInfo, '', () => ({})),
}
