import { silent } from '../../../shared/auth/renewal'
import { carefully } from '../../../shared/auth/shared-store'

type Asked = [operation: string, key: string, owner: string, milliseconds: number]

let asked: Asked[]
beforeEach(() => {
  asked = []
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

const source = {
  key: 'stable:wx1',
  renewBeforeMs: 0,
  canForce: true,
  fetch: () => new Promise<never>(() => undefined),
}
/** A store that gives every lease, unless it is told otherwise, and notes them. */
const careful = ({ lease, read }: { lease?: (key: string) => unknown; read?: () => unknown } = {}) =>
  carefully(
    {
      read: async () => read?.(),
      publish: async () => true,
      async lease(...args: [string, string, number]) {
        asked.push(['lease', ...args])
        return lease ? lease(args[0]) : true
      },
      release: async () => undefined,
    } as never,
    source,
    silent,
  )

describe('forced tokens', () => {
  test('are one in 30 s, and ten a day, by leases that nobody gives back', async () => {
    expect(await careful().mayForce()).toBe(true)
    expect(asked.map(([, key, , milliseconds]) => [key, milliseconds])).toEqual([
      ['stable:wx1:forced', 30_000],
      ['stable:wx1:forced-0', 86_400_000],
    ])
  })

  test('are each of another owner, for the same one would get a lease again', async () => {
    const store = careful()
    await store.mayForce()
    await store.mayForce()
    expect(new Set(asked.map(([, , owner]) => owner)).size).toBe(4)
  })

  test('are not to be had where somebody forced one a moment ago', async () => {
    expect(await careful({ lease: () => false }).mayForce()).toBe(false)
    expect(asked).toHaveLength(1)
  })

  const full = (free: number) => ({
    lease: (key: string) => key.endsWith(':forced') || key.endsWith(`-${free}`),
  })

  test('are to be had up to the tenth of the day', async () => {
    expect(await careful(full(9)).mayForce()).toBe(true)
    expect(asked.map(([, key]) => key).slice(-2)).toEqual(['stable:wx1:forced-8', 'stable:wx1:forced-9'])
  })

  test('and no further', async () => {
    expect(await careful(full(10)).mayForce()).toBe(false)
    expect(asked).toHaveLength(11)
  })

  test('are not to be had where the store is there and fails to say which of the day are left', async () => {
    const lease = (key: string) => (key.endsWith(':forced') ? true : Promise.reject(new Error('busy')))
    expect(await careful({ lease }).mayForce()).toBe(false)
    expect(asked).toHaveLength(11)
  })

  test('are counted with a store that needs most of the time for each answer', async () => {
    const slow = (answer: boolean) => new Promise(resolve => setTimeout(() => resolve(answer), 250))
    const store = careful({
      read: () => slow(true),
      lease: (key: string) => slow(key.endsWith(':forced') || key.endsWith('-2')),
    })
    const reading = store.read()
    await jest.advanceTimersByTimeAsync(250)
    await reading
    const forcing = store.mayForce()
    await jest.advanceTimersByTimeAsync(4 * 250)
    expect(await forcing).toBe(true)
    expect(asked.map(([, key]) => String(key).slice('stable:wx1:'.length))).toEqual([
      'forced',
      'forced-0',
      'forced-1',
      'forced-2',
    ])
  })

  test('are to be had where the store fails', async () => {
    expect(await careful({ lease: () => Promise.reject(new Error()) }).mayForce()).toBe(true)
  })
})
