import type { Renew } from '../../../shared/auth/renewal'
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

describe('a token serves', () => {
  test('until ten seconds before its end', async () => {
    const tokens = keeper({ renewBeforeMs: 0 })
    await tokens.get(waiting())
    world.clock = 2 * hour - 10_001
    expect(await tokens.get(waiting())).toBe('token-1')
    world.clock = 2 * hour - 10_000
    expect(await tokens.get(waiting())).toBe('token-2')
  })

  test('for half its life where that is short', async () => {
    world.give = () => ({ token: `token-${world.queries.length}`, lifetimeMs: 10_000 })
    const tokens = keeper({ renewBeforeMs: 0 })
    await tokens.get(waiting())
    world.clock = 4999
    expect(await tokens.get(waiting())).toBe('token-1')
    world.clock = 5000
    expect(await tokens.get(waiting())).toBe('token-2')
  })

  test.each([
    [0, 4 * minute],
    [0.5, 4.5 * minute],
  ])(
    'and is renewed early, at a moment that is drawn (%d), so that not all processes ask at once',
    async (random, early) => {
      jest.spyOn(Math, 'random').mockReturnValue(random)
      const tokens = keeper()
      await tokens.get(waiting())
      world.clock = 2 * hour - early - 1
      await tokens.get(waiting())
      expect(world.queries).toHaveLength(1)
      world.clock += 1
      expect(await tokens.get(waiting())).toBe('token-1')
      await turn()
      expect(await tokens.get(waiting())).toBe('token-2')
    },
  )

  test('without another request while it may not be asked for again', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    world.clock = 116 * minute
    world.give = failing(new TransportError({ method: 'a.b', what: 'down', retryable: false }))
    await tokens.get(waiting())
    await turn()
    // The first failure is followed by one second of silence, and by five between two early renewals.
    for (world.clock of [116 * minute + 999, 116 * minute + 4999]) {
      await tokens.get(waiting())
      await turn()
    }
    expect(world.queries).toHaveLength(2)
    world.clock = 116 * minute + 5000
    await tokens.get(waiting())
    await turn()
    expect(world.queries).toHaveLength(3)
  })

  test('while an early renewal takes longer than the time between two, which is not begun twice', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    world.clock = 116 * minute
    world.give = () => new Promise(() => undefined)
    await tokens.get(waiting())
    world.clock += 6000
    expect(await tokens.get(waiting())).toBe('token-1')
    await turn()
    expect(world.queries).toHaveLength(2)
  })

  test('to all who asked while it was fetched', async () => {
    const tokens = keeper()
    expect(await Promise.all([tokens.get(waiting()), tokens.get(waiting('c.d'))])).toEqual([
      'token-1',
      'token-1',
    ])
    expect(world.queries.map(({ method }) => method)).toEqual(['a.b'])
  })
})

describe('when none can be had', () => {
  const down = new TransportError({ method: 'a.b', what: 'down', retryable: false })

  test('all who wait hear of it, each under his own method', async () => {
    world.give = failing(down)
    const tokens = keeper()
    const errors = await Promise.all(
      ['a.b', 'c.d'].map(method => tokens.get(waiting(method)).catch(({ errMsg }) => errMsg)),
    )
    expect(errors).toEqual(['openapi.a.b:fail down', 'openapi.c.d:fail down'])
  })

  test('nobody asks again at once', async () => {
    world.give = failing(down)
    const tokens = keeper()
    for (const method of ['a.b', 'c.d', 'e.f'])
      await expect(tokens.get(waiting(method))).rejects.toMatchObject({ method })
    expect(world.queries).toHaveLength(1)
    world.clock = 1000
    world.give = same
    expect(await tokens.get(waiting())).toBe('same')
  })

  test('the next renewal tries once, not three times, until there was a token', async () => {
    world.give = failing(new TransportError({ method: 'a.b', what: 'down' }))
    jest.spyOn(Math, 'random').mockReturnValue(0)
    const tokens = keeper()
    const attempt = async () => {
      const before = world.queries.length
      await tokens.get(waiting()).catch(() => undefined)
      world.clock += 3 * hour
      return world.queries.length - before
    }
    expect([await attempt(), await attempt()]).toEqual([3, 1])
    const broken = world.give
    world.give = same
    expect(await attempt()).toBe(1)
    world.give = broken
    expect(await attempt()).toBe(3)
  })
})

test('the tokens that were in use are known, the last five and the one that is', async () => {
  const tokens = keeper()
  expect(tokens.known()).toEqual([])
  for (let round = 0; round < 8; round += 1) {
    await tokens.get(waiting())
    world.clock += 3 * hour
  }
  expect(tokens.known()).toEqual(['token-3', 'token-4', 'token-5', 'token-6', 'token-7', 'token-8'])
})

test('the same token again is known once', async () => {
  world.give = same
  const tokens = keeper()
  await tokens.get(waiting())
  world.clock = 3 * hour
  await tokens.get(waiting())
  expect(tokens.known()).toEqual(['same'])
})

test('a renewal is told what was in use before, so that nothing dead comes back', async () => {
  const asked: boolean[][] = []
  const renewal: Renew = async ({ isPast }) => {
    asked.push(['one', 'two', 'three'].map(isPast))
    return { token: ['one', 'two', 'three'][asked.length - 1]!, lifetimeMs: 1, from: 'store' }
  }
  const tokens = keeper({}, { renewal })
  for (let round = 0; round < 3; round += 1) {
    await tokens.get(waiting())
    world.clock += 2
  }
  expect(asked).toEqual([
    [false, false, false],
    [false, false, false],
    [true, false, false],
  ])
})

test('every renewal is told: from where, and how long it took', async () => {
  const tokens = keeper()
  await tokens.get(waiting())
  expect(world.told).toEqual([
    { from: 'source', forced: false, durationMs: expect.any(Number), errCode: undefined },
  ])
  expect(world.told[0]!.durationMs).toBeLessThan(1000)
  expect(world.told[0]!.durationMs).toBeGreaterThanOrEqual(0)
})

test('a failed one with its code', async () => {
  world.give = failing(new TransportError({ method: 'a.b', what: 'down', retryable: false }))
  await keeper()
    .get(waiting())
    .catch(() => undefined)
  expect(world.told).toMatchObject([{ from: 'source', errCode: -604901 }])
})

test('a stranger’s error without one', async () => {
  world.give = failing(Object.assign(new Error('mine'), { errCode: 7 }))
  await keeper()
    .get(waiting())
    .catch(() => undefined)
  expect(world.told).toMatchObject([{ from: 'source', errCode: undefined }])
})

test('the parameter that carries the token is the source’s', () => {
  expect([keeper().parameter, keeper({ parameter: 'other_token' }).parameter]).toEqual([
    undefined,
    'other_token',
  ])
})

describe('somebody else who fetches tokens', () => {
  const watching = () => {
    const seen: unknown[][] = []
    const watch = () => ({
      look: (...args: unknown[]) => seen.push(['look', ...args]),
      confirm: (method: string) => seen.push(['confirm', method]),
      known: () => 'a rival',
    })
    return { seen, watch: watch as never }
  }

  test('is looked for when a token was refused', async () => {
    const { seen, watch } = watching()
    const tokens = keeper({}, { watch })
    await tokens.get(waiting())
    expect(seen).toEqual([])
    world.clock = minute
    await tokens.replace('token-1', waiting())
    tokens.confirm('a.b')
    expect(seen).toMatchObject([
      ['look', 'a.b', { token: 'token-1', endsAt: 2 * hour }, { token: 'token-2', from: 'source' }, minute],
      ['confirm', 'a.b'],
    ])
    expect(tokens.rival()).toBe('a rival')
  })

  test('is not to be blamed for a token that this client forced', async () => {
    const { seen, watch } = watching()
    world.give = same
    const tokens = keeper({ canForce: true }, { watch })
    await tokens.get(waiting())
    await tokens.replace('same', waiting())
    expect(seen).toHaveLength(1)
  })

  test('is nobody’s business where nobody watches', async () => {
    const tokens = keeper()
    await tokens.get(waiting())
    await tokens.replace('token-1', waiting())
    tokens.confirm('a.b')
    expect(tokens.rival()).toBeUndefined()
  })
})
