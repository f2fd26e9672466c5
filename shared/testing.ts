import type { TokenStore } from './auth/stores/store'
import { ConfigError } from './errors/config-error'
import { hourMs, secondMs } from './errors/time'

/** Registers a test, as `test` or `it` of any runner does. */
export type RegisterTest = (name: string, run: () => Promise<void>) => void

/** Makes an empty store, or a shared one that accepts new keys. */
export type MakeTokenStore = () => TokenStore | Promise<TokenStore>

const shortMs = 80
let used = 0

/** A key that no other test uses, so that the store need not be emptied between tests. */
const freshKey = (): string => {
  used += 1
  return `test:${process.pid}-${Date.now()}-${used}`
}

function expect(what: string, actual: unknown, wanted: unknown): void {
  if (actual !== wanted) throw new Error(`${what}: expected ${String(wanted)}, got ${String(actual)}`)
}

/** Polls until the condition holds. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const start = Date.now()
  while (!(await holds())) {
    if (Date.now() - start > 10 * secondMs) throw new Error(`${what}: not within ten seconds`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

const count = (answers: readonly boolean[]) => answers.filter(Boolean).length
const twenty = Array.from({ length: 20 }, (_, at) => at)

const rules: { readonly [name: string]: (store: TokenStore) => Promise<void> } = {
  async 'returns nothing for an unused key'(store) {
    expect('read', await store.read(freshKey()), undefined)
  },

  async 'returns what was published, with its remaining lifetime'(store) {
    const key = freshKey()
    const token = `${'x'.repeat(480)}_-.~!$&'()*+,;=:@/?%`
    expect('publish', await store.publish(key, token, hourMs, 0), true)
    const kept = await store.read(key)
    expect('token', kept?.token, token)
    expect('generation above zero', kept!.generation > 0, true)
    expect('an hour is left', kept!.remainingMs > hourMs - 30 * secondMs && kept!.remainingMs <= hourMs, true)
  },

  async 'keeps keys apart'(store) {
    const [one, other] = [freshKey(), freshKey()]
    await store.publish(one, 'token-of-one', hourMs, 0)
    expect('read', await store.read(other), undefined)
    expect('lease', await store.lease(one, 'a', hourMs), true)
    expect('lease of another key', await store.lease(other, 'b', hourMs), true)
  },

  async 'replaces the token that was read, and raises the generation'(store) {
    const key = freshKey()
    await store.publish(key, 'first', hourMs, 0)
    const { generation } = (await store.read(key))!
    expect('publish', await store.publish(key, 'second', hourMs, generation), true)
    const kept = (await store.read(key))!
    expect('token', kept.token, 'second')
    expect('generation rises', kept.generation > generation, true)
  },

  async 'refuses a token from a process that read before another was published'(store) {
    const key = freshKey()
    await store.publish(key, 'first', hourMs, 0)
    const { generation } = (await store.read(key))!
    await store.publish(key, 'second', hourMs, generation)
    expect('late publish', await store.publish(key, 'late', hourMs, generation), false)
    expect('publish as if there were none', await store.publish(key, 'later', hourMs, 0), false)
    expect('token', (await store.read(key))?.token, 'second')
  },

  async 'accepts one of twenty tokens published at once'(store) {
    const key = freshKey()
    const answers = await Promise.all(twenty.map(at => store.publish(key, `token-${at}`, hourMs, 0)))
    expect('taken', count(answers), 1)
    expect('token', (await store.read(key))?.token, `token-${answers.indexOf(true)}`)
  },

  async 'drops an expired token, and accepts another in its place'(store) {
    const key = freshKey()
    await store.publish(key, 'short', shortMs, 0)
    await until('it ends', async () => ((await store.read(key))?.remainingMs ?? 0) === 0)
    const ended = await store.read(key)
    expect('publish', await store.publish(key, 'next', hourMs, ended?.generation ?? 0), true)
    expect('token', (await store.read(key))?.token, 'next')
  },

  async 'grants a lease to one of twenty that ask at once'(store) {
    const key = freshKey()
    const answers = await Promise.all(twenty.map(at => store.lease(key, `owner-${at}`, hourMs)))
    expect('leases', count(answers), 1)
  },

  async 'renews a lease for its owner only'(store) {
    const key = freshKey()
    expect('first', await store.lease(key, 'owner', hourMs), true)
    expect('again', await store.lease(key, 'owner', hourMs), true)
    expect('another', await store.lease(key, 'another', hourMs), false)
  },

  async 'grants a lease again once its owner released it, not because another did'(store) {
    const key = freshKey()
    await store.lease(key, 'owner', hourMs)
    await store.release(key, 'another')
    expect('still held', await store.lease(key, 'another', hourMs), false)
    await store.release(key, 'owner')
    expect('free', await store.lease(key, 'another', hourMs), true)
  },

  async 'grants a lease again when it has expired, and the late owner changes nothing'(store) {
    const key = freshKey()
    await store.lease(key, 'dead', shortMs)
    await until('it ends', () => store.lease(key, 'next', hourMs))
    expect('the late owner renews', await store.lease(key, 'dead', hourMs), false)
    await store.release(key, 'dead')
    expect('the late owner gave back', await store.lease(key, 'third', hourMs), false)
  },

  async 'grants an expired lease to one of twenty that ask at once'(store) {
    const key = freshKey()
    await store.lease(key, 'dead', 1)
    await new Promise(resolve => setTimeout(resolve, 20))
    const answers = await Promise.all(twenty.map(at => store.lease(key, `owner-${at}`, hourMs)))
    expect('leases', count(answers), 1)
  },
}

/**
 * Registers tests that check whether a token store meets its contract.
 * @param makeStore makes a store for each test; its contents may be shared
 * @param register `test` or `it` of the runner; default: the global `test`
 * @throws ConfigError if there is no function to make the store or to register a test
 */
export function testTokenStore(
  makeStore: MakeTokenStore,
  register: RegisterTest | undefined = (globalThis as { test?: RegisterTest }).test,
): void {
  if (typeof makeStore !== 'function') {
    throw new ConfigError({
      what: 'testTokenStore: its first argument must be a function that makes the store',
      fix: 'pass one: testTokenStore(() => store)',
    })
  }
  if (typeof register !== 'function') {
    throw new ConfigError({
      what: 'testTokenStore: there is no global test function',
      fix: 'pass that of your test runner: testTokenStore(() => store, test)',
    })
  }
  for (const name of Object.keys(rules)) {
    register(`a token store ${name}`, async () => rules[name]!(await makeStore()))
  }
}

export type { StoredToken, TokenStore } from './auth/stores/store'
