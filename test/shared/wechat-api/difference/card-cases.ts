import { mended, same } from './cases'

const face = { base_info: { title: '132元双人火锅套餐' }, deal_detail: '微信' }
const member = { card_id: 'pCard', code: '123' }
const merchant = { brand_name: 'aaa', app_id: 'xxx', primary_category_id: 1 }

/** Cards, their codes, member cards and tickets. */
export const cardCases = [
  same('addLocations', [{ business_name: 'TIT 创意园1 号店', province: '广东省' }]),
  same('getLocations', 0, 10),
  same('getColors'),
  same('createCard', { card_type: 'GROUPON', groupon: face }),
  same('createQRCode', { card_id: 'pCard', is_unique_code: false }),
  same('createCardQRCode', { card: { card_id: 'pCard' } }),
  same('createCardQRCode', { multiple_card: { card_list: [{ card_id: 'pCard' }] } }, 1800),
  same('consumeCode', '123', 'pCard'),
  same('decryptCode', 'XXIzTtMqCxwOaawoE91'),
  same('deleteCard', 'pCard'),
  same('getCode', '123'),
  same('getCode', '123', 'pCard'),
  same('getCards', 0, 10),
  same('getCards', 0, 10, ['CARD_STATUS_VERIFY_OK']),
  same('getCard', 'pCard'),
  mended('updateCode', ['123', 'pCard', '456'], 'WeChat reads new_code, not newcode', {
    body: { code: '123', card_id: 'pCard', new_code: '456' },
  }),
  same('unavailableCode', '123'),
  same('unavailableCode', '123', 'pCard'),
  same('updateCard', 'pCard', 'MEMBER_CARD', { bonus_rules: 'rules' }),
  same('updateCardStock', 'pCard', 10),
  same('updateCardStock', 'pCard', -10),
  same('updateCardStock', 'pCard', 0),
  same('activateMembercard', { ...member, membership_number: '1', init_bonus: 100 }),
  same('activateMembercardUserForm', { card_id: 'pCard', required_form: { can_modify: false } }),
  same('getMembercard', member),
  same('getMemberCardUserInfo', member),
  same('updateMembercard', { ...member, add_bonus: 100, record_bonus: '消费30元' }),
  same('updateMemberCardUserInfo', { ...member, add_bonus: 100 }),
  same('updateMovieTicket', { code: '277217129962', ticket_class: '4D', show_time: 1408493192 }),
  same('checkInBoardingPass', { code: '198374613512', class: '头等舱', seat: 'A20' }),
  mended('updateLuckyMonkeyBalance', ['123', 'pCard', 1000], 'the path was misspelt and led nowhere', {
    path: '/card/luckymoney/updateuserbalance',
    body: { code: '123', card_id: 'pCard', balance: 1000 },
  }),
  same('updateMeetingTicket', { code: '717523732898', zone: 'C区', seat_number: '2-1' }),
  same('setTestWhitelist', { openid: ['oA'], username: ['afdvvf'] }),
  same('importCustomizedCodes', 'pCard', ['1', '2']),
  same('checkCustomizedCodes', 'pCard', ['1', '2']),
  same('getDepositCodesCount', 'pCard'),
  same('getTotalCardDataInfo', '2015-06-15', '2015-06-30', 0),
  same('getCardDataInfo', 'pCard', '2015-06-15', '2015-06-30', 1),
  same('addConsumer', 'weixin', 7),
  same('addConsumer', 'weixin', undefined),
  same('getApplyProtocol'),
  same('submitSubmerchant', merchant),
  same('updateSubmerchant', { merchant_id: 12, ...merchant }),
  same('getSubmerchant', 12),
  same('batchgetSubmerchant', { begin_id: 0, limit: 10, status: 'CHECKING' }),
]
