import { card } from '../../catalogue/officialAccount/card'
import { call } from '../define'
import type { Body } from '../wire-types'

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
