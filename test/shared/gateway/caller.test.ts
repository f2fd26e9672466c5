import { identify } from '../../../shared/gateway/serve'

/** Who calls, when WeChat's cloud says this. */
const caller = ({ OPENID, SOURCE, ENV }: NodeJS.ProcessEnv, operators?: string) =>
  identify({
    WX_CONTEXT_KEYS: OPENID === undefined ? 'WX_OTHER' : 'WX_OPENID',
    WX_OPENID: OPENID,
    WX_OTHER: 'other',
    TCB_SOURCE: SOURCE,
    TCB_ENV: ENV,
    OPENAPI_OPERATORS: operators,
  })
const user = { OPENID: 'oUser', SOURCE: 'wx_client', ENV: 'env-1' }

test('a user calls from the mini program', () => {
  expect(caller(user)).toEqual({ openid: 'oUser', env: 'env-1', isUser: true, isOperator: false })
})

test('a call without an OPENID is nobody’s', () => {
  expect(caller({ SOURCE: 'wx_client' }, 'oUser')).toEqual({
    openid: '',
    env: '',
    isUser: false,
    isOperator: false,
  })
})

test.each(['wx_trigger', 'wx_http', 'wx_client,scf', ''])('a call from “%s” is no user’s', source => {
  expect(caller({ ...user, SOURCE: source }, 'oUser')).toMatchObject({
    openid: 'oUser',
    isUser: false,
    isOperator: false,
  })
})

test.each(['oUser', 'oOther,oUser', 'oUser oOther', ' oOther ， oUser ', 'oOther\noUser\n', ',,oUser,,'])(
  'a user listed as %j is an operator',
  operators => {
    expect(caller(user, operators).isOperator).toBe(true)
  },
)

test.each([undefined, '', 'oOther', 'oUserX', 'oUser;oOther', 'ouser'])(
  'a user is no operator by the list %j',
  operators => {
    expect(caller(user, operators).isOperator).toBe(false)
  },
)
