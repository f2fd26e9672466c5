import { type Handlers, handle } from '../../namespaces/handler'
import type { Members } from '../../platform/members'
import type { Rows } from '../profile'

/** What was told of a follower then: names and pictures still, tags and unionid not yet. */
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
export function user(rows: Rows): Handlers {
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
