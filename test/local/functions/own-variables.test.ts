import { Project, rejection } from './project'

let project: Project
beforeEach(() => {
  project = new Project()
  project.write({
    'shop/notify/index.js': 'exports.main = async () => process.env',
    'shop/other/index.js': 'exports.main = async () => process.env',
  })
})
afterEach(() => project.remove())

const environment = { WX_SECRET: 'demo', WX_APPID: 'wxDemo' }
const start = (cloudbaserc?: object | string) => {
  if (cloudbaserc !== undefined) save(cloudbaserc)
  return project.start({
    root: project.path('shop'),
    settings: project.path('cloudbaserc.json'),
    environment,
  })
}
const save = (cloudbaserc: object | string) =>
  project.write({
    'cloudbaserc.json': typeof cloudbaserc === 'string' ? cloudbaserc : JSON.stringify(cloudbaserc),
  })
const giving = (envVariables: unknown, name = 'notify') => ({ functions: [{ name, envVariables }] })
const variablesOf = async (functions: ReturnType<typeof start>, name = 'notify') =>
  (await functions.invoke({ name })) as Record<string, string>

test('a function has the variables that cloudbaserc.json gives it, another one has not', async () => {
  const functions = start(giving({ MY_KEY: 'value', EMPTY: '' }))
  expect(await variablesOf(functions)).toMatchObject({ MY_KEY: 'value', EMPTY: '' })
  expect(await variablesOf(functions, 'other')).not.toHaveProperty('MY_KEY')
})

test('without cloudbaserc.json, and without the function in it, there are none', async () => {
  expect(await variablesOf(start())).not.toHaveProperty('MY_KEY')
  expect(await variablesOf(start({ envId: 'shop-1' }))).not.toHaveProperty('MY_KEY')
})

test('they also stand in `config` of older files', async () => {
  const item = { name: 'notify', config: { envVariables: { MY_KEY: 'older' } } }
  expect(await variablesOf(start({ functions: [item] }))).toMatchObject({ MY_KEY: 'older' })
})

test('what is set by who runs the functions, and by the event, cannot be overridden', async () => {
  const own = {
    WX_SECRET: 'the-real-one',
    WX_APPID: 'wxReal',
    WX_OPENID: 'oNobody',
    WX_CONTEXT_KEYS: 'WX_OPENID',
    TCB_ENV: 'live',
    SCF_NAMESPACE: 'live',
    TCB_SOURCE: 'wx_http',
    PATH: '/nowhere',
    NODE_CHANNEL_FD: '99',
  }
  const variables = await variablesOf(start(giving(own)))
  expect(variables).toMatchObject({
    WX_SECRET: 'demo',
    WX_APPID: 'wxDemo',
    WX_CONTEXT_KEYS: 'WX_CLIENTIP,WX_APPID',
    TCB_ENV: 'local',
    SCF_NAMESPACE: 'local',
    TCB_SOURCE: 'wx_client',
    PATH: process.env.PATH,
  })
  expect(variables).not.toHaveProperty('WX_OPENID')
})

test('a function may have a time zone of its own', async () => {
  expect(await variablesOf(start(giving({ TZ: 'Asia/Shanghai' })))).toMatchObject({ TZ: 'Asia/Shanghai' })
})

test('when they are saved, the next event has them', async () => {
  const functions = start()
  expect(await variablesOf(functions)).not.toHaveProperty('MY_KEY')
  save(giving({ MY_KEY: 'first' }))
  expect(await variablesOf(functions)).toMatchObject({ MY_KEY: 'first' })
  save(giving({ OTHER_KEY: 'second' }))
  const variables = await variablesOf(functions)
  expect(variables).toMatchObject({ OTHER_KEY: 'second' })
  expect(variables).not.toHaveProperty('MY_KEY')
})

test('a change that is another function’s leaves the process as it is', async () => {
  project.write({ 'shop/counts/index.js': 'let n = 0; exports.main = async () => ++n' })
  project.age(10, 'shop/counts/index.js')
  const functions = start(giving({ MY_KEY: 'a' }, 'counts'))
  expect(await functions.invoke({ name: 'counts' })).toBe(1)
  save({ functions: [...giving({ MY_KEY: 'a' }, 'counts').functions, ...giving({ B: 'b' }).functions] })
  expect(await functions.invoke({ name: 'counts' })).toBe(2)
})

const bad: [string, object | string, string][] = [
  [
    'a number',
    giving({ PORT: 5 }),
    '1:48: "PORT" in envVariables of function notify must be a string: put it in quotes',
  ],
  [
    'null',
    giving({ KEY: null }),
    '1:48: "KEY" in envVariables of function notify must be a string: put it in quotes',
  ],
  [
    'a list',
    giving({ KEY: ['a'] }),
    '1:48: "KEY" in envVariables of function notify must be a string: put it in quotes',
  ],
  [
    'a name that is none',
    giving({ 'MY KEY': 'a' }),
    '1:48: "MY KEY" in envVariables of function notify is not a valid name of a variable: use letters, digits and _',
  ],
  [
    'the character 0',
    giving({ KEY: 'a\0b' }),
    '1:48: "KEY" in envVariables of function notify must not contain the NUL character',
  ],
  [
    'a list of variables',
    giving(['KEY']),
    '1:47: envVariables of function notify must be an object of names and strings',
  ],
  ['a file that is no JSON', '{\n  "functions": [}', '2:17: it is not JSON: '],
]
test.each(bad)('%s is an error that names file, line and field', async (_, cloudbaserc, what) => {
  const { errCode, message } = await rejection(start(cloudbaserc).invoke({ name: 'notify' }))
  expect(errCode).toBe(-504002)
  expect(message).not.toContain('functions execute fail')
  expect(message).toContain(
    `-504002 settings of the function cannot be used | errMsg: ${project.path('cloudbaserc.json')}:${what}`,
  )
})

test('an entry that is mended works with the next event', async () => {
  const functions = start(giving({ PORT: 5 }))
  await rejection(functions.invoke({ name: 'notify' }))
  save(giving({ PORT: '5' }))
  expect(await variablesOf(functions)).toMatchObject({ PORT: '5' })
})

test('a value that only the CloudBase command can fill in is left out, and that is said', async () => {
  const functions = start(giving({ KEY: '{{env.KEY}}', PLAIN: 'a' }))
  const variables = await variablesOf(functions)
  expect(variables).toMatchObject({ PLAIN: 'a' })
  expect(variables).not.toHaveProperty('KEY')
  expect(project.lines).toEqual([
    `notify: KEY of ${project.path('cloudbaserc.json')} not set: only the CloudBase CLI can fill in {{ }}`,
  ])
})
