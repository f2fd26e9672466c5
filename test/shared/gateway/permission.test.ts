import { readPermissions } from '../../../shared/gateway/permission'

const method = (row: object = { cloudCallable: true }, isOptedIn = false) =>
  ({ name: 'wxa.sec.getIt', row, isOptedIn }) as never
const all = (...names: unknown[]) => ({ permissions: { openapi: names } })

test('what config.json names may be called', () => {
  expect(readPermissions(all('a.b', 'wxa.sec.getIt'))(method())).toBeUndefined()
})

test('what it does not name is refused, and the fix says where to write it', () => {
  for (const names of [[], ['a.b'], ['getIt'], ['wxa.sec.getItAll'], ['*']]) {
    expect(readPermissions(all(...names))(method())).toMatchObject({
      errCode: -604101,
      errMsg: 'openapi.wxa.sec.getIt:fail function has no permission to call this API',
      fix: 'add "wxa.sec.getIt" to permissions.openapi in config.json and upload the function',
    })
  }
})

test('a method without a permission name is refused, also when config.json names it', () => {
  expect(readPermissions(all('wxa.sec.getIt'))(method({}))).toMatchObject({
    errCode: -604101,
    fix: "it has no permission name; add httpsOnly: ['getIt'] to the options of serve",
  })
})

test('it may be called when the options of the function name it', () => {
  expect(readPermissions(all())(method({}, true))).toBeUndefined()
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a list', []],
  ['text', '{"permissions":{"openapi":["wxa.sec.getIt"]}}'],
  ['without permissions', {}],
  ['with permissions that are none', { permissions: null }],
  ['with a list of permissions', { permissions: ['wxa.sec.getIt'] }],
  ['without the list of methods', { permissions: {} }],
  ['with one method in place of a list', { permissions: { openapi: 'wxa.sec.getIt' } }],
  ['with something else among the methods', all('wxa.sec.getIt', 7)],
  ['with inherited permissions', Object.create(all('wxa.sec.getIt'))],
  ['with an inherited list', { permissions: Object.create({ openapi: ['wxa.sec.getIt'] }) }],
])('a config.json that is %s allows nothing, not even what is opted in', (_, config) => {
  for (const asked of [method(), method({}, true)]) {
    expect(readPermissions(config)(asked)).toMatchObject({
      errCode: -604101,
      fix: 'config.json is malformed, so nothing is allowed; write { "permissions": { "openapi": ["wxa.sec.getIt"] } }',
    })
  }
})
