import type { Members } from '../../platform/members'

/** An answer without `errcode` and `errmsg`, as the older methods give it when all is well. */
export const bare = (members: Members): Members => ({ ...members, errcode: undefined, errmsg: undefined })
