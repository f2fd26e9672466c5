import { type Budget, budget } from '../auth/budget'
import { steadyNow } from '../transport/clock'
import { type Reply, refuse } from './reply'

const second = 1000
const tooManyCalls = 45011
/** Whoever was forgotten begins anew, which harms less than a memory that grows. */
const rememberedUsers = 1000

/** Gives the refusal of a user who calls too often, in this instance of the function; nothing for all others. */
export function limitUsers(callsPerSecond: number): (openid: string, method: string) => Reply | undefined {
  const users = new Map<string, Budget>()
  return (openid, method) => {
    if (users.size > rememberedUsers) users.clear()
    const own = users.get(openid) || budget(steadyNow, { times: callsPerSecond, within: second })
    users.set(openid, own)
    if (own.take()) return undefined
    const what = 'too many calls by one user'
    return refuse(tooManyCalls, { method, what, fix: 'wait a second, or raise callsPerSecond of serve' })
  }
}
