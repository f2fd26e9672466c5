import { isOpenid } from '../../accounts/account'
import { Refusal } from '../../platform/refusal'
import { type Handlers, handle } from '../handler'
import type { Shops } from './shop'

const mostTags = 10

interface PrinterUpdate {
  openid: string
  update_type: 'bind' | 'unbind'
  tagid_list?: string
}

/** Who may print, and which orders. */
export const printerHandlers = (shops: Shops): Handlers => ({
  'logistics.updatePrinter': handle<PrinterUpdate>(({ openid, update_type, tagid_list }, call) => {
    const { printers } = shops.of(call.appid)
    if (!isOpenid(openid)) throw new Refusal(40003)
    const tags = tagid_list === undefined ? undefined : readTags(tagid_list)
    if (update_type === 'bind') {
      // Without a list, a printer that is bound already keeps its tags.
      const kept = tags ?? printers.get(openid) ?? []
      printers.set(openid, kept)
      call.did('printer bound', { openid, tagid_list: kept })
    } else if (printers.delete(openid)) call.did('printer unbound', { openid })
    return {}
  }),
  'logistics.getPrinter': handle((_, call) => {
    const { printers } = shops.of(call.appid)
    const tags = new Set([...printers.values()].flat())
    return { count: printers.size, openid: [...printers.keys()], tagid_list: [...tags] }
  }),
})

/** Tag ids, separated by commas. */
function readTags(list: string): string[] {
  const tags = list.split(',').map(tag => tag.trim())
  if (list.trim() === '') return []
  if (tags.some(tag => !/^\d+$/.test(tag)))
    throw new Refusal(40097, 'tagid_list must be numbers separated by commas')
  const unique = [...new Set(tags)]
  if (unique.length > mostTags) throw new Refusal(40097, `tagid_list must be at most ${mostTags} ids`)
  return unique
}
