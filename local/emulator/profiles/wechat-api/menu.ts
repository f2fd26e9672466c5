import { type Handlers, handle } from '../../namespaces/handler'
import { Refusal } from '../../platform/refusal'

/** The menu of each account: what was made is what is shown. */
export function menu(): Handlers {
  const menus = new Map<string, unknown>()
  return {
    'officialAccount.menu.create': handle<{ button: unknown }>(({ button }, { appid, did }) => {
      menus.set(appid, button)
      did('menu made', { button })
      return {}
    }),
    'officialAccount.menu.get': (_, { appid }) => {
      if (!menus.has(appid)) throw new Refusal(46003, undefined, 'menu no exist')
      return { menu: { button: menus.get(appid) } }
    },
    'officialAccount.menu.delete': (_, { appid, did }) => {
      if (menus.delete(appid)) did('menu deleted', {})
      return {}
    },
  }
}
