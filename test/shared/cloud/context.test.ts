import { besideSdk } from './beside-sdk'

const settings: [string, NodeJS.ProcessEnv, object][] = [
  ['outside a cloud function', { TCB_ENV: 'shop-1', TCB_SOURCE: 'wx_client' }, {}],
  [
    'called by a user',
    {
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID',
      WX_OPENID: 'oUser',
      WX_APPID: 'wx1',
      TCB_ENV: 'shop-1',
      TCB_SOURCE: 'wx_client',
    },
    { OPENID: 'oUser', APPID: 'wx1', ENV: 'shop-1', SOURCE: 'wx_client' },
  ],
  [
    'whole numbers are numbers',
    {
      WX_CONTEXT_KEYS: 'WX_CLIENT_VERSION,WX_API_TYPE,WX_ODD',
      WX_CLIENT_VERSION: '0012',
      WX_API_TYPE: '-3',
      WX_ODD: '1.5',
      TCB_ENV: 'e',
    },
    { CLIENT_VERSION: 12, API_TYPE: -3, ODD: '1.5', ENV: 'e' },
  ],
  [
    'a name without the prefix stays',
    { WX_CONTEXT_KEYS: 'FOO,WX_', FOO: 'bar', WX_: 'x', TCB_ENV: 'e' },
    { FOO: 'bar', WX_: 'x', ENV: 'e' },
  ],
  [
    'the environment of an older cloud',
    { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'o', SCF_NAMESPACE: 'old' },
    { OPENID: 'o', ENV: 'old' },
  ],
  [
    'the platform’s own tokens are kept back',
    {
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_API_TOKEN,WX_TRIGGER_API_TOKEN_V0',
      WX_OPENID: 'o',
      WX_API_TOKEN: 'secret',
      WX_TRIGGER_API_TOKEN_V0: 'secret',
      TCB_ENV: 'e',
    },
    { OPENID: 'o', ENV: 'e' },
  ],
  [
    'numbers for the environment and the source stay text',
    { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'o', TCB_ENV: '1', TCB_SOURCE: '2' },
    { OPENID: 'o', ENV: '1', SOURCE: '2' },
  ],
]

// For every setting in turn, what wx-server-sdk and our cloud give.
const script = `
  return given.map(environment => {
    for (const name of Object.keys(process.env)) if (name !== 'PATH') delete process.env[name]
    Object.assign(process.env, environment)
    return { theirs: sdk.getWXContext(), ours: cloud.getWXContext() }
  })`
const tooLarge = { WX_CONTEXT_KEYS: 'WX_ID', WX_ID: '12345678901234567890', TCB_ENV: 'e' }
let contexts: { theirs: object; ours: object }[]
beforeAll(async () => {
  const environments = [...settings.map(([, environment]) => environment), tooLarge]
  contexts = (await besideSdk(script, environments)) as typeof contexts
})

test.each(settings)('getWXContext gives what wx-server-sdk gives: %s', (name, _, expected) => {
  const at = settings.findIndex(([other]) => other === name)
  expect(contexts[at]).toEqual({ theirs: expected, ours: expected })
})

test('an id that is too large for a number stays exact, as text', () => {
  expect(contexts[settings.length]!.ours).toEqual({ ID: '12345678901234567890', ENV: 'e' })
})
