import { spawnSync } from 'node:child_process'
import { bundleScript } from '../../support/bundle'

/** The warnings of a program of its own, whose calls never leave the machine, and how its calls ended. */
async function run(program: string, environment: NodeJS.ProcessEnv = {}, flags: string[] = []) {
  const script = await bundleScript(`
    import { API } from './shared/wechat-api'
    process.on('warning', warning => console.log(warning.name, warning.code, warning.message))
    const api = new API('wxappid', 'secret', async () => ({ accessToken: 'kept', expireTime: Date.now() + 1e6 }))
    api.endpoint = 'http://127.0.0.1:9'
    const call = (name, ...args) => api[name](...args).catch(error => error.code)
    ;(async () => {
      ${program}
    })()
  `)
  try {
    const options = { encoding: 'utf8', env: { ...process.env, ...environment }, timeout: 100_000 } as const
    return spawnSync(process.execPath, [...flags, script.file], options)
      .stdout.split('\n')
      .filter(Boolean)
  } finally {
    script.remove()
  }
}

const groups =
  'DeprecationWarning WX_OPENAPI_RETIRED getGroups: replaced by tags in 2016; use officialAccount.tags'

test('WeChat’s retired methods are called all the same, and say so once for each family and process', async () => {
  const lines = await run(`
    console.log(await call('getGroups'))
    await call('createGroup', 'name')
    await call('getGroups')
    await call('getAllShelves')
    await call('getGoods', 'pA')
  `)
  expect(lines.slice(0, 2)).toEqual([groups, 'ECONNREFUSED'])
  expect(lines.slice(2)).toEqual([
    expect.stringMatching(
      /^DeprecationWarning WX_OPENAPI_RETIRED getAllShelves: the shop of official accounts/,
    ),
  ])
})

test('a living method says nothing', async () => {
  expect(await run(`await call('getIp')`)).toEqual([])
})

test('an option keeps it silent, and silence does not use the warning up', async () => {
  const lines = await run(`
    api.setOpts({ retiredWarnings: false })
    await call('getGroups')
    api.setOpts({})
    await call('getGroups')
  `)
  expect(lines).toEqual([groups])
})

test('a variable keeps it silent', async () => {
  expect(await run(`await call('getGroups')`, { WX_OPENAPI_RETIRED_WARNINGS: 'off' })).toEqual([])
})

test('node’s own --no-deprecation keeps it silent', async () => {
  expect(await run(`await call('getGroups')`, {}, ['--no-deprecation'])).toEqual([])
})
