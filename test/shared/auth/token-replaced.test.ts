import type { Renew } from '../../../shared/auth/renewal'
import type { LearningKeeper } from '../../../shared/auth/token-keeper'
import { TokenError } from '../../../shared/errors/token-error'
import { TransportError } from '../../../shared/errors/transport-error'
import { failing, hour, minute, newWorld, same, turn, type World, waiting } from './keeping'

let world: World
const keeper: World['keeper'] = (...args) => world.keeper(...args)

beforeEach(() => {
  world = newWorld()
})
afterEach(() => {
  jest.restoreAllMocks()
})

describe('a refused token', () => {
  test('is replaced, and the source is told which it was', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    expect(await tokens.replace('token-1', waiting())).toBe('token-2')
    expect(world.queries.map(({ refused }) => refused)).toEqual([undefined, 'token-1'])
  })

  test('that is not in use any more costs nothing', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    expect(await tokens.replace('an-older-one', waiting())).toBe('token-1')
    expect(world.queries).toHaveLength(1)
  })

  test('is waited for by all who were refused, and asked for once', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    const others = await Promise.all([1, 2, 3].map(() => tokens.replace('token-1', waiting())))
    expect(others).toEqual(['token-2', 'token-2', 'token-2'])
    expect(world.queries).toHaveLength(2)
  })

  test('that comes again is forced away, where that can be done', async () => {
    world.give = () => ({
      token: world.queries[world.queries.length - 1]!.force ? 'other' : 'same',
      lifetimeMs: 2 * hour,
    })
    const tokens = keeper({ canForce: true })
    await tokens.get(waiting())
    expect(await tokens.replace('same', waiting())).toBe('other')
    expect(world.queries.map(({ force }) => force)).toEqual([false, false, true])
    expect(world.told.map(({ forced }) => forced)).toEqual([false, false, true])
  })

  test('that comes again stays where it cannot', async () => {
    world.give = same
    const tokens = keeper()
    await tokens.get(waiting())
    expect(await tokens.replace('same', waiting())).toBeUndefined()
    expect(world.queries).toHaveLength(2)
  })

  test('is not replaced while WeChat refuses to give any', async () => {
    const tokens = keeper({ canForce: true })
    await tokens.get(waiting())
    world.give = failing(new TransportError({ method: 'a.b', what: 'down', retryable: false }))
    await expect(tokens.replace('token-1', waiting())).rejects.toThrow('down')
    expect(await tokens.replace('token-1', waiting())).toBeUndefined()
    expect(world.queries).toHaveLength(2)
  })

  test('is replaced by what others published, while WeChat refuses to give any to this process', async () => {
    const looks: boolean[] = []
    const renewal: Renew = async ({ mayFetch, source }) => {
      looks.push(!mayFetch())
      if (mayFetch()) return { ...(await source.fetch({} as never)), from: 'source' }
      return { token: 'published', lifetimeMs: 2 * hour, from: 'store' }
    }
    const tokens = keeper({}, { renewal })
    await tokens.get(waiting())
    world.give = failing(new TokenError({ method: 'a.b', errCode: 40164, errmsg: 'invalid ip' }))
    await expect(tokens.replace('token-1', waiting())).rejects.toThrow('invalid ip')
    world.clock += 4999
    expect(await tokens.replace('token-1', waiting())).toBeUndefined()
    world.clock += 1
    expect(await tokens.replace('token-1', waiting())).toBe('published')
    expect(looks).toEqual([false, false, true])
  })

  test('is replaced by what an early renewal that is under way brings', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    world.clock = 116 * minute
    let arrive = () => {}
    world.give = () =>
      new Promise(resolve => {
        arrive = () => resolve({ token: 'early', lifetimeMs: 2 * hour })
      })
    await tokens.get(waiting())
    const other = tokens.replace('token-1', waiting())
    await turn()
    arrive()
    expect(await other).toBe('early')
    expect(world.queries).toHaveLength(2)
  })

  test('is asked for anew when that renewal brought the same', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    world.clock = 116 * minute
    world.give = () => (world.queries.length === 2 ? { token: 'token-1', lifetimeMs: 2 * hour } : same())
    await tokens.get(waiting())
    expect(await tokens.replace('token-1', waiting())).toBe('same')
  })
})

describe('replacements are bounded', () => {
  const replaced = async (tokens: LearningKeeper, method: string, times = 1) => {
    let done = 0
    for (let time = 0; time < times; time += 1) {
      const token = await tokens.get(waiting())
      if (await tokens.replace(token, waiting(method))) done += 1
    }
    return done
  }

  test('two of one method in half a minute', async () => {
    const tokens = keeper()
    expect(await replaced(tokens, 'a.b', 5)).toBe(2)
    world.clock += 29_999
    expect(await replaced(tokens, 'a.b', 5)).toBe(0)
    world.clock += 1
    expect(await replaced(tokens, 'a.b', 5)).toBe(2)
  })

  test('six of all methods together', async () => {
    const tokens = keeper()
    for (const method of ['a.a', 'b.b', 'c.c']) expect(await replaced(tokens, method, 2)).toBe(2)
    expect(await replaced(tokens, 'd.d')).toBe(0)
    world.clock += 29_999
    expect(await replaced(tokens, 'd.d')).toBe(0)
    world.clock += 1
    expect(await replaced(tokens, 'd.d')).toBe(1)
  })

  test('a method that succeeded with the new token is trusted again', async () => {
    const tokens = keeper()
    await replaced(tokens, 'a.b', 2)
    tokens.confirm('c.d')
    expect(await replaced(tokens, 'a.b')).toBe(0)
    tokens.confirm('a.b')
    expect(await replaced(tokens, 'a.b')).toBe(1)
  })

  test('whoever renews together with others is told whether there is any left, before he takes it', async () => {
    const left: boolean[] = []
    const renewal: Renew = async ({ mayFetch, takeBudget }) => {
      left.push(mayFetch(), mayFetch())
      takeBudget()
      return { token: `token-${left.length}`, lifetimeMs: 2 * hour, from: 'source' }
    }
    const tokens = keeper({}, { renewal })
    await replaced(tokens, 'a.b', 3)
    expect(left).toEqual([true, true, true, true, true, true, false, false])
  })

  test('one forced in half a minute, ten a day', async () => {
    world.give = same
    const tokens = keeper({ canForce: true })
    await tokens.get(waiting())
    const forced = () => world.queries.filter(({ force }) => force).length
    await tokens.replace('same', waiting())
    world.clock += 29_999
    await tokens.replace('same', waiting('c.d'))
    expect(forced()).toBe(1)
    for (let round = 0; round < 15; round += 1) {
      world.clock += 31_000
      await tokens.replace('same', waiting())
    }
    expect(forced()).toBe(10)
    world.clock = 24 * hour + 31_000
    await tokens.replace('same', waiting())
    expect(forced()).toBe(11)
  })

  test('tokens that end are no replacements', async () => {
    const tokens = keeper()
    for (let round = 0; round < 20; round += 1) {
      world.give = () => ({ token: `token-${world.queries.length}`, lifetimeMs: 1 })
      await tokens.get(waiting())
      world.clock += 2
    }
    expect(world.queries).toHaveLength(20)
  })
})
