import { type Call, type Handler, type Handlers, handle } from '../namespaces/handler'
import type { Members } from '../platform/members'
import { Refusal } from '../platform/refusal'
import type { Profile, Rows, Words } from './profile'

/** The refusal of an account that never had the permission, or of a method that is gone. */
const unauthorized: Words = { errcode: 48001, errmsg: 'api unauthorized' }

/** The refusal of an appid that is not valid, since 2018 or so. */
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

interface Info {
  info: Members
}

interface OfMerchant {
  merchant_id: number | string
}

const first = 408_000_001

/** 子商户: merchants that issue cards through an account; the one that was changed last is listed first. */
function cards(rows: Rows): Handlers {
  const { info: pattern } = rows.sampleOf('officialAccount.card.submitSubmerchant') as unknown as Info
  const merchants = new Map<string, Members[]>()
  let made = 0

  const of = ({ appid }: Call) => merchants.get(appid) ?? []
  const idOf = ({ merchant_id }: Members) => String(merchant_id)
  const keep = (given: Members, call: Call): Members => {
    const info = { ...pattern, ...given }
    merchants.set(call.appid, [info, ...of(call).filter(other => idOf(other) !== idOf(info))])
    call.did('submerchant kept', { info })
    return { info }
  }
  return {
    'officialAccount.card.submitSubmerchant': handle<Info>(({ info }, call) => {
      made += 1
      return keep({ ...info, merchant_id: first + made }, call)
    }),
    // An id that was not made here is one of those that the account had before.
    'officialAccount.card.updateSubmerchant': handle<Info>(({ info }, call) => keep(info, call)),
    'officialAccount.card.getSubmerchant': handle<OfMerchant>(({ merchant_id }, call) => {
      const info = of(call).find(one => idOf(one) === String(merchant_id))
      if (!info) throw new Refusal(40097, undefined, 'invalid args')
      return { info }
    }),
    'officialAccount.card.batchGetSubmerchant': handle<{ limit: number }>(({ limit }, call) => ({
      info_list: of(call).slice(0, limit),
    })),
  }
}

/** The fields of a follower at that time: still names and pictures, not yet tags and unionid. */
const told = [
  'subscribe',
  'openid',
  'nickname',
  'sex',
  'language',
  'city',
  'province',
  'country',
  'headimgurl',
  'subscribe_time',
  'remark',
  'groupid',
]

/** Followers, and the addresses of WeChat's servers. */
function user(rows: Rows): Handlers {
  const follower: Members = rows.sampleOf('officialAccount.user.getInfo')
  const tell = (openid: string): Members => ({
    ...Object.fromEntries(told.map(name => [name, follower[name]])),
    openid,
  })
  return {
    'officialAccount.user.getInfo': handle<{ openid: string }>(({ openid }) => tell(openid)),
    'officialAccount.user.batchGetInfo': handle<{ user_list: { openid: string }[] }>(({ user_list }) => ({
      user_info_list: user_list.map(({ openid }) => tell(openid)),
    })),
  }
}

interface OfTemplate {
  template_id: string
}

/** Template messages: the account has the templates of the samples, and no others. */
function template(rows: Rows): Handlers {
  const { template_list } = rows.sampleOf('officialAccount.template.getAllPrivateTemplate')
  const { template_id: added } = rows.sampleOf('officialAccount.template.addTemplate')
  const known = [...(template_list as OfTemplate[]).map(({ template_id }) => template_id), added]
  const answering = (method: string, what: string): Handler =>
    handle<OfTemplate>((params, { did }) => {
      if (!known.includes(params.template_id)) throw new Refusal(40037, undefined, 'invalid template_id')
      did(what, { ...params })
      return rows.sampleOf(method)
    })
  return Object.fromEntries(
    [
      ['officialAccount.template.send', 'template message sent'],
      ['officialAccount.template.delPrivateTemplate', 'template deleted'],
    ].map(([method, what]) => [method, answering(method!, what!)]),
  )
}

/** Mass messages by OPENID; only text gets this far. */
const mass = (rows: Rows): Handlers => ({
  'officialAccount.mass.send': (params, { did }) => {
    did('mass message sent', params)
    const { msg_id } = rows.sampleOf('officialAccount.mass.send')
    return { errmsg: 'send job submission success', msg_id }
  },
})

/** The menu of each account: it is shown as it was created. */
function menu(): Handlers {
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
