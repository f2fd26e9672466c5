import { exampleOf, describe as show } from '../../../local/cli/describe/describe'
import type { Screen } from '../../../local/cli/output/screen'
import { listEndpoints } from '../../../shared/catalog'
import { check } from '../../../shared/schema/check'
import type { Endpoint } from '../../../shared/schema/endpoint'

const plain = (text: string) => text
const colours = { strong: plain, faint: plain, good: plain, bad: plain, name: plain }

const screenInto = (lines: string[]): Screen => ({
  print: (line = '') => void lines.push(line),
  note: () => {},
  columns: 100,
  colours,
  noteColours: colours,
})

const endpoints = listEndpoints()

test('every method can be described, with its title', () => {
  for (const { name } of endpoints) {
    const lines: string[] = []
    show(name, {}, screenInto(lines))
    expect(lines[0]).toMatch(new RegExp(`^${name.replace(/\./g, '\\.')} {2}\\S`))
    expect(lines).toContain('\nParameters')
  }
})

test('every example passes the full check of its row', () => {
  const faulty = endpoints.flatMap(endpoint => {
    const { command } = exampleOf(endpoint)
    const [, json = ''] = /^npx wx-openapi call \S+ '(.*)'$/.exec(command) ?? []
    const params = JSON.parse(json.replace(/'\\''/g, "'"))
    for (const [name, field] of Object.entries(endpoint.params)) {
      if (field.kind !== 'media' || !(name in params)) continue
      expect(params[name]).toBe('@picture.png')
      params[name] = { contentType: 'image/png', value: Buffer.from('png') }
    }
    const faults = check({ params: endpoint.params } as Endpoint, params)
    return faults.map(({ path, problem }) => `${endpoint.name}: ${path} ${problem}`)
  })
  expect(faulty).toEqual([])
})
