import fc from 'fast-check'
import { listEndpoints } from '../../../shared/catalog'
import { check, told, useFolders } from './project'
import { decoys, type Style, styles } from './styles'

const folders = useFolders()
const methods = listEndpoints()
  .filter(({ cloudCallable, deprecated }) => cloudCallable && deprecated === undefined)
  .map(({ name }) => name)

interface Planted {
  method: string
  style: Style
}

const planted = (choices: readonly Style[], most: number) =>
  fc.array(fc.record({ method: fc.constantFrom(...methods), style: fc.constantFrom(...choices) }), {
    maxLength: most,
  })

/** A function that makes these calls, in these ways. */
function program(calls: readonly Planted[], listed: readonly string[]): string {
  const pieces = (of: 'top' | 'inside' | 'shared') =>
    calls.map(({ method, style }, n) => `  ${style[of]?.(method.split('.'), n) ?? ''}`).join('\n')
  return folders.make({
    'project.config.json': '{ "cloudfunctionRoot": "cloudfunctions/" }',
    'shared/index.js': `const cloud = require('wx-server-sdk')
const { openapi } = cloud
exports.openapi = openapi
exports.pick = (space, name) => space[name]
exports.same = x => x
${pieces('shared')}
`,
    'cloudfunctions/one/index.js': `const cloud = require('wx-server-sdk')
const shared = require('../../shared')
const overHttps = require('wx-openapi-shim').createOpenapi()
cloud.init()
${pieces('top')}
exports.main = async (event, context) => {
${pieces('inside')}
}
`,
    'cloudfunctions/one/config.json': JSON.stringify({ permissions: { openapi: listed } }),
  })
}

const set = (names: Iterable<string>) => [...new Set(names)].sort()

test.each(styles.map(style => [style.name, style] as const))(
  'a call is seen that is written: %s',
  (_, style) => {
    for (const method of ['security.msgSecCheck', 'wxa.sec.order.getOrder']) {
      const { functions } = check(program([{ method, style }], []))
      expect([...functions[0]!.facts.required.keys()]).toEqual([method])
    }
  },
)

test.each(decoys.map(style => [style.name, style] as const))('no call is seen in: %s', (_, style) => {
  const { functions } = check(program([{ method: 'security.msgSecCheck', style }], []))
  expect([...functions[0]!.facts.required.keys()]).toEqual([])
})

test('of generated programs the methods that are found are those that are called', () => {
  fc.assert(
    fc.property(planted(styles, 12), planted(decoys, 4), (calls, others) => {
      const { functions, findings } = check(
        program(
          [...calls, ...others],
          calls.map(({ method }) => method),
        ),
      )
      expect(set(functions[0]!.facts.required.keys())).toEqual(set(calls.map(({ method }) => method)))
      expect(findings).toEqual([])
    }),
    { numRuns: process.env.TEST_SCALE === 'full' ? 1000 : 150 },
  )
})

test('of generated programs and lists the faults that are told are the differences', () => {
  const lists = fc.uniqueArray(fc.constantFrom(...methods), { maxLength: 8 })
  fc.assert(
    fc.property(planted(styles, 8), lists, fc.func(fc.boolean()), (calls, extra, isListed) => {
      const called = set(calls.map(({ method }) => method))
      const listed = set([...called.filter(name => isListed(name)), ...extra])
      const missing = called.filter(name => !listed.includes(name)).map(name => `missing ${name}`)
      const unused = listed.filter(name => !called.includes(name)).map(name => `unused ${name}`)
      const found = told(check(program(calls, listed))).map(line => line.replace(/^\S+ /, ''))
      expect(set(found)).toEqual(set([...missing, ...unused]))
    }),
    { numRuns: process.env.TEST_SCALE === 'full' ? 500 : 100 },
  )
})
