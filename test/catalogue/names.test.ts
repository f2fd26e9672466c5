import camelcaseKeys from 'camelcase-keys'
import snakecaseKeys from 'snakecase-keys'
import measured from '../facts/wx-server-sdk-names.json'
import { facts, irregularNames, userKeyed, withoutConversion } from './facts'
import { camel, snake } from './own-rule'
import { type Found, fieldsOf, rows } from './rows'

const fields = rows.flatMap(fieldsOf)
const spelt = ({ method, where }: Found) => `${method} ${where}`
const names = (wanted: (field: Found) => boolean) =>
  [...new Set(fields.filter(wanted).map(({ name }) => name))].sort()
const isMechanical = ({ field }: Found) => field.wire === undefined

const camelcase = (name: string) => Object.keys(camelcaseKeys({ [name]: 1 }))[0]!
const snakecase = (name: string) => Object.keys(snakecaseKeys({ [name]: 1 }))[0]!

/** Where the libraries do not follow the rule of the platform; the platform's rule counts. */
const differing = {
  'camelcase-keys': [] as string[],
  'snakecase-keys': ['@type'],
}

/** Names that hold a sign of their own, and still survive every rule. */
const unlettered = ['search.submitPages params pages[].dataList[].@type']

test('the rule that this test follows is the one that wx-server-sdk was measured with', () => {
  expect(measured.keyRequestResponse.map(([key]) => [key, snake(key!), camel(key!)])).toEqual(
    measured.keyRequestResponse,
  )
})

describe('names that are not said by wire()', () => {
  test('come back from the wire as they went', () => {
    expect(
      fields
        .filter(isMechanical)
        .filter(({ name }) => camel(snake(name)) !== name)
        .map(spelt),
    ).toEqual([])
  })

  test('start with a small letter and hold nothing but letters, digits and underscores', () => {
    const others = fields.filter(isMechanical).filter(({ name }) => !/^[a-z][A-Za-z0-9_]*$/.test(name))
    expect(others.map(spelt)).toEqual(unlettered)
  })

  test('are those of camelcase-keys, but for the listed ones', () => {
    const others = names(found => isMechanical(found) && camelcase(snake(found.name)) !== found.name)
    expect(others).toEqual(differing['camelcase-keys'])
  })

  test('are turned into WeChat’s by snakecase-keys alike, but for the listed ones', () => {
    const others = names(found => isMechanical(found) && snakecase(found.name) !== snake(found.name))
    expect(others).toEqual(differing['snakecase-keys'])
  })
})

describe('names that are said by wire()', () => {
  test('could not be derived', () => {
    const needless = fields.filter(({ name, field }) => field.wire === snake(name))
    expect(needless.map(spelt)).toEqual([])
  })

  test('are those that wx-server-sdk makes of WeChat’s', () => {
    const others = fields.filter(({ name, field }) => field.wire !== undefined && name !== camel(field.wire))
    expect(others.map(found => `${spelt(found)} <- ${found.field.wire}`)).toEqual([])
  })

  test('are all the irregular names of the facts', () => {
    const missed: string[] = []
    for (const method of Object.keys(irregularNames)) {
      const row = rows.find(named => named.method === method)
      if (!row) continue
      const said = new Set(fieldsOf(row).map(({ field }) => field.wire))
      for (const path of Object.values(irregularNames[method]!).flat()) {
        const name = path.slice(path.lastIndexOf('.') + 1)
        if (!said.has(name)) missed.push(`${method} ${path}`)
      }
    }
    expect(missed).toEqual([])
  })
})

describe('names of the user’s own', () => {
  test.each(userKeyed)('%s is a map or open', entry => {
    const [method, place, path] = entry.split(' ') as [string, string, string]
    const fields = fieldsOf(rows.find(named => named.method === method)!)
    const where = `${place === 'body' ? 'params' : 'result'} ${path.split('.').map(camel).join('.')}`
    const field = fields.find(found => found.where === where)?.field
    expect(['record', 'json', 'jsonString']).toContain(field?.kind)
  })
})

describe('methods that official samples call with convertCase: false', () => {
  test.each(withoutConversion)('%s needs no such trick: its row says every name', method => {
    const known = new Set(
      fieldsOf(rows.find(named => named.method === method)!).map(
        ({ name, field }) => field.wire ?? snake(name),
      ),
    )
    const { query, body, response } = facts.get(method)!
    const asked = [query, body, response].flatMap(place => Object.keys(place ?? {}))
    expect(asked.filter(name => !known.has(name))).toEqual([])
  })
})
