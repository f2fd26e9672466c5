import { openDataOf } from '../../functions/cloud-event'
import { Refusal } from '../platform/refusal'
import type { World } from '../state/world'
import { type Handlers, handle } from './handler'

/** The phone number of the user who gave it. */
export const phoneNumber = ({ users, clock }: World): Handlers => ({
  'phonenumber.getPhoneNumber': handle<{ code: string; openid?: string }>(
    ({ code, openid: given }, { appid }) => {
      const openid = users.take('phone', code)
      if (openid === undefined || (given !== undefined && given !== openid)) throw new Refusal(40029)
      return { phone_info: openDataOf('phone', { appid, openid, now: clock.now() }) }
    },
  ),
})
