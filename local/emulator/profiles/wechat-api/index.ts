import type { Profile, Words } from '../profile'
import { cards } from './cards'
import { menu } from './menu'
import { mass, template } from './messages'
import { user } from './user'

/** What an account hears that was never given a right, or whose method is gone. */
const unauthorized: Words = { errcode: 48001, errmsg: 'api unauthorized' }

/** What an appid that is none hears since 2018 or so. */
export const invalidAppid: Words = { errcode: 40013, errmsg: 'invalid appid' }

/** An ordinary service account of 2017, verified, without a shop and without the right to pay. */
export const wechatApi: Profile = {
  guests: { appid: /^wx[\da-f]{16}$/, secret: /^[\da-f]{32}$/ },
  stranger: { errcode: 40001, errmsg: 'invalid credential' },
  closed: {
    'officialAccount.merchant': unauthorized,
    'officialAccount.pay': unauthorized,
    'officialAccount.payfeedback': unauthorized,
    'officialAccount.semantic': unauthorized,
    'officialAccount.shorturl': unauthorized,
    'officialAccount.groups.create': { errcode: 45018, errmsg: 'too many group now, no need to add new' },
    // No media was ever uploaded to it.
    'officialAccount.mass.send': {
      errcode: 40007,
      errmsg: 'invalid media_id',
      unless: ({ msgtype }) => msgtype === 'text',
    },
    'officialAccount.mass.sendAll': { errcode: 40050, errmsg: 'invalid timeline type' },
  },
  handlers: rows => ({ ...cards(rows), ...mass(rows), ...menu(), ...template(rows), ...user(rows) }),
}
