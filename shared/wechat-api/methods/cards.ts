import { card } from '../../catalogue/officialAccount/card'
import { datacube } from '../../catalogue/officialAccount/datacube'
import { type Body, call } from '../entry'

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

/** 卡券的Code */
export const cardCodes = {
  getCode: call(card.getCode, 'code', (code: string, cardId?: string) => ({ code, card_id: cardId })),
  consumeCode: call(card.consumeCode, 'code', (code: string, cardId?: string) => ({ code, card_id: cardId })),
  decryptCode: call(card.decryptCode, 'encryptCode', (encryptCode: string) => ({
    encrypt_code: encryptCode,
  })),
  updateCode: call(
    card.updateCode,
    'code cardId newCode',
    (code: string, cardId: string, newCode: string) => ({ code, card_id: cardId, new_code: newCode }),
  ),
  unavailableCode: call(card.unavailableCode, 'code', (code: string, cardId?: string) => ({
    code,
    card_id: cardId,
  })),
  importCustomizedCodes: call(card.depositCode, 'cardId code', (cardId: string, code: string[]) => ({
    card_id: cardId,
    code,
  })),
  checkCustomizedCodes: call(card.checkCode, 'cardId code', (cardId: string, code: string[]) => ({
    card_id: cardId,
    code,
  })),
  getDepositCodesCount: call(card.getDepositCount, 'cardId', (cardId: string) => ({ card_id: cardId })),
}

const setActivateUserForm = call(
  card.setActivateUserForm,
  'info',
  (info: Body<typeof card.setActivateUserForm>) => info,
)
const getMembercard = call(
  card.getMembercardUserInfo,
  'info',
  (info: Body<typeof card.getMembercardUserInfo>) => info,
)
const updateMembercard = call(
  card.updateMembercardUser,
  'info',
  (info: Body<typeof card.updateMembercardUser>) => info,
)

/** 会员卡、票, and those who give out cards through this account. */
export const cardKinds = {
  activateMembercard: call(
    card.activateMembercard,
    'info',
    (info: Body<typeof card.activateMembercard>) => info,
  ),
  activateMembercardUserForm: setActivateUserForm,
  activateUserForm: setActivateUserForm,
  getActivateMembercardUrl: call(
    card.getActivateMembercardUrl,
    'info',
    (info: Body<typeof card.getActivateMembercardUrl>) => info,
  ),
  getActivateTempinfo: call(card.getActivateTempinfo, 'activateTicket', (activateTicket: string) => ({
    activate_ticket: activateTicket,
  })),
  getMembercard,
  getMemberCardUserInfo: getMembercard,
  updateMembercard,
  updateMemberCardUserInfo: updateMembercard,
  updateMovieTicket: call(
    card.updateMovieTicketUser,
    'info',
    (info: Body<typeof card.updateMovieTicketUser>) => info,
  ),
  checkInBoardingPass: call(
    card.checkinBoardingPass,
    'info',
    (info: Body<typeof card.checkinBoardingPass>) => info,
  ),
  updateMeetingTicket: call(
    card.updateMeetingTicketUser,
    'info',
    (info: Body<typeof card.updateMeetingTicketUser>) => info,
  ),
  updateLuckyMonkeyBalance: call(
    card.updateLuckyMoneyUserBalance,
    'code cardId balance',
    (code: string, cardId: string, balance: number) => ({ code, card_id: cardId, balance }),
  ),
  getApplyProtocol: call(card.getApplyProtocol, '', () => ({})),
  submitSubmerchant: call(
    card.submitSubmerchant,
    'options',
    (options: Exclude<Body<typeof card.submitSubmerchant>, string>['info']) => ({ info: options }),
  ),
  updateSubmerchant: call(
    card.updateSubmerchant,
    'options',
    (options: Exclude<Body<typeof card.updateSubmerchant>, string>['info']) => ({ info: options }),
  ),
  getSubmerchant: call(card.getSubmerchant, 'merchantId', (merchantId: number | string) => ({
    merchant_id: merchantId,
  })),
  batchgetSubmerchant: call(
    card.batchGetSubmerchant,
    'data',
    (data: Body<typeof card.batchGetSubmerchant>) => data,
  ),
}
