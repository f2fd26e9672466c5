import { card } from '../../catalogue/officialAccount/card'
import { datacube } from '../../catalogue/officialAccount/datacube'
import { call } from '../define'
import type { Body } from '../wire-types'

type Cards = Body<typeof card.create> & { card: unknown }

/** 卡券 */
export const cards = {
  addLocations: call(card.batchAddLocation, 'locations', (locations: object[]) => ({
    location_list: locations,
  })),
  getLocations: call(card.batchGetLocation, 'offset count', (offset: number, count: number) => ({
    offset,
    count,
  })),
  getColors: call(card.getColors, '', () => ({})),
  createCard: call(card.create, 'card', (created: Cards['card'] & object) => ({ card: created })),
  getCard: call(card.get, 'cardId', (cardId: string) => ({ card_id: cardId })),
  getCards: call(card.batchGet, 'offset count', (offset: number, count: number, statusList?: string[]) => ({
    offset,
    count,
    status_list: statusList,
  })),
  /** The old library knew three arguments, its successor two, for member cards. */
  updateCard: call(
    card.update,
    'cardId',
    (
      ...[cardId, cardType, cardInfo]:
        | [cardId: string, cardType: string, cardInfo: object]
        | [cardId: string, cardInfo: object]
    ) =>
      typeof cardType === 'string'
        ? { card_id: cardId, [cardType.toLowerCase()]: cardInfo }
        : { card_id: cardId, member_card: cardType },
  ),
  updateCardStock: call(card.modifyStock, 'cardId num', (cardId: string, num: number) =>
    num > 0
      ? { card_id: cardId, increase_stock_value: num }
      : { card_id: cardId, reduce_stock_value: Math.abs(num) },
  ),
  deleteCard: call(card.delete, 'cardId', (cardId: string) => ({ card_id: cardId })),
  createQRCode: call(card.createQrcode, 'card', (shown: { card_id: string; [member: string]: unknown }) => ({
    action_name: 'QR_CARD',
    action_info: { card: shown },
  })),
  createCardQRCode: call(
    card.createQrcode,
    'info',
    (
      info:
        | { card: { card_id: string; [member: string]: unknown } }
        | { multiple_card: { card_list: object[] } },
      expireSeconds?: number,
    ) => ({
      action_name: `QR_${Object.keys(info)[0]!.toUpperCase()}`,
      expire_seconds: expireSeconds ?? null,
      action_info: info,
    }),
  ),
  createQr: call(card.createQrcode, 'info', (info: Body<typeof card.createQrcode>) => info),
  getCardList: call(card.getUserCardList, 'openid', (openid: string, cardId?: string) => ({
    openid,
    card_id: cardId,
  })),
  setTestWhitelist: call(card.setTestWhitelist, 'info', (info: Body<typeof card.setTestWhitelist>) => info),
  getTotalCardDataInfo: call(
    datacube.getCardBizuinInfo,
    'beginDate endDate source',
    (beginDate: string, endDate: string, source: number) => ({
      begin_date: beginDate,
      end_date: endDate,
      cond_source: source,
    }),
  ),
  getCardDataInfo: call(
    datacube.getCardCardInfo,
    'cardId beginDate endDate source',
    (cardId: string, beginDate: string, endDate: string, source: number) => ({
      begin_date: beginDate,
      end_date: endDate,
      cond_source: source,
      card_id: cardId,
    }),
  ),
  /** Without a shop the person may take cards in all of them. */
  addConsumer: call(card.addConsumer, 'username', (username: string, locationId?: number) => ({
    username,
    is_super_consumer: !locationId,
    ...(locationId && { location_id: locationId }),
  })),
}
