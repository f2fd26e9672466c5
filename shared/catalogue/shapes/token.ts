import { endpoint } from '../../schema/endpoint'
import { boolean, credential, fixed, integer, optional, string } from '../../schema/fields'

// The two rows that every client needs, apart from the rest of `auth`, so that a cloud function carries only these.

const account = {
  grantType: fixed('client_credential'),
  appid: credential('appid'),
  secret: credential('secret'),
}

const token = {
  accessToken: string({ max: 512 }),
  /** How long the token lives, in seconds; at most 7200. */
  expiresIn: integer(),
}

/** 获取接口调用凭据 */
export const getAccessToken = endpoint({
  http: 'GET /cgi-bin/token',
  auth: 'appSecret',
  effect: 'write',
  params: account,
  result: token,
  errcodes: { 50004: 'the token endpoint is closed for this account', 50007: 'the account is frozen' },
})

/** 获取稳定版接口调用凭据 */
export const getStableAccessToken = endpoint({
  http: 'POST /cgi-bin/stable_token',
  auth: 'appSecret',
  effect: 'write',
  params: {
    ...account,
    /** Kills the token in use and gives another: 20 times a day, 30 seconds apart, meant for leaks. */
    forceRefresh: optional(boolean()),
  },
  result: token,
})
