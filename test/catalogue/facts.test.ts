import { compare, type Discrepancy } from './compare'
import { differences, sentByClient } from './differences'
import { facts } from './facts'
import { fieldsOf, rows } from './rows'

/** What differs between the rows and the facts, except for what the client sends by itself. */
const found = new Map<string, Discrepancy[]>()
const passedOver = new Set<string>()
for (const { method, row } of rows) {
  const fact = facts.get(method)
  if (!fact) continue
  const discrepancies = compare(method, row, fact)
  for (const where of sentByClient[row.auth ?? 'accessToken'] ?? []) {
    const at = discrepancies.findIndex(
      entry => entry.where === where && entry.found === 'is missing in the row',
    )
    if (at >= 0) {
      discrepancies.splice(at, 1)
      passedOver.add(`${row.auth} ${where}`)
    } else discrepancies.push({ where, found: 'is sent by the client, not in the facts' })
  }
  found.set(method, discrepancies)
}

const covers = (where: string, place: string): boolean =>
  place === where || place.startsWith(`${where}.`) || place.startsWith(`${where}[`)

describe('the catalogue has the documented methods', () => {
  test('all 475 of them', () => {
    expect(facts.size).toBe(475)
    const known = new Set(rows.map(({ method }) => method))
    expect([...facts.keys()].filter(method => !known.has(method))).toEqual([])
  })

  test('and none besides but those of official accounts', () => {
    const others = rows.filter(({ method }) => !facts.has(method) && !method.startsWith('officialAccount.'))
    expect(others.map(({ method }) => method)).toEqual([])
  })
})

describe('verb, path, kinds, names and types are those of the facts', () => {
  test.each([...found.keys()])('%s', method => {
    const deliberate = differences.filter(difference => difference.method === method)
    const left = found
      .get(method)!
      .filter(({ where }) => !deliberate.some(entry => covers(entry.where, where)))
    expect(left).toEqual([])
  })
})

describe('a deliberate difference', () => {
  test.each(differences.map(({ method, where }) => [method, where]))(
    'is still needed: %s %s',
    (method, where) => {
      expect((found.get(method!) ?? []).filter(discrepancy => covers(where!, discrepancy.where))).not.toEqual(
        [],
      )
    },
  )

  test('is listed once', () => {
    const listed = differences.map(({ method, where }) => `${method} ${where}`)
    expect(listed.filter((entry, at) => listed.indexOf(entry) !== at)).toEqual([])
  })

  test('has a reason that says something', () => {
    expect(differences.filter(({ reason }) => reason.length < 20)).toEqual([])
  })
})

describe('signatures are the client’s', () => {
  test('everything that the client is said to send is asked for by some method', () => {
    const said = Object.entries(sentByClient).flatMap(([auth, places]) =>
      places.map(place => `${auth} ${place}`),
    )
    expect([...passedOver].sort()).toEqual(said.sort())
  })

  test('no row takes an access token or a signature of the client’s as a parameter', () => {
    const names = ['accessToken', 'paySig', 'sigMethod', 'sig', 'appsecret']
    const taken = rows
      .flatMap(fieldsOf)
      .filter(
        ({ where, name, field }) =>
          where === `params ${name}` && names.includes(name) && field.kind !== 'credential',
      )
    expect(taken).toEqual([])
  })
})
