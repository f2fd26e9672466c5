import type { TokenStore } from './store'
import { tokenStore } from './token-store'

/** A client of the package `ioredis`, as far as it is used. */
export interface IoredisClient {
  call(...args: never[]): unknown
  eval(script: string, keyCount: number, ...rest: (string | number)[]): Promise<unknown>
}

/** A client of the package `redis`, connected. */
export interface NodeRedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
}

/** A token is kept longer than it lives, so that whoever would replace an older one still loses. */
const keepMs = 24 * 3600_000

const scripts = {
  read: `
local kept = redis.call('hmget', KEYS[1], 'token', 'generation')
if not kept[1] then return false end
return { kept[1], kept[2] or '0', redis.call('pttl', KEYS[2]) }`,
  publish: `
local generation = redis.call('hget', KEYS[1], 'generation') or '0'
if generation ~= ARGV[3] then return 0 end
redis.call('hset', KEYS[1], 'token', ARGV[1], 'generation', string.format('%.0f', tonumber(generation) + 1))
redis.call('pexpire', KEYS[1], ARGV[4])
redis.call('set', KEYS[2], '1', 'px', ARGV[2])
return 1`,
  lease: `
local owner = redis.call('get', KEYS[3])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('set', KEYS[3], ARGV[1], 'px', ARGV[2])
return 1`,
  release: `
if redis.call('get', KEYS[3]) == ARGV[1] then redis.call('del', KEYS[3]) end
return 1`,
}

const whole = (milliseconds: number) => String(Math.max(1, Math.floor(milliseconds)))

/**
 * Keeps tokens in Redis, for any number of machines. All times are by Redis' own clock, and every step is one script,
 * so that nothing comes between looking and writing.
 * @param client a client of `ioredis` or `redis` (connected), of your own
 * @param options.prefix what stands before every key; `wx-openapi` by default
 */
export function redisStore(
  client: IoredisClient | NodeRedisClient,
  { prefix = 'wx-openapi' }: { prefix?: string } = {},
): TokenStore {
  const run = (script: string, key: string, ...args: string[]): Promise<unknown> => {
    // The braces put the keys of one token into one slot of a cluster.
    const keys = ['token', 'life', 'lease'].map(kind => `${prefix}:{${key}}:${kind}`)
    return 'call' in client
      ? client.eval(script, keys.length, ...keys, ...args)
      : client.eval(script, { keys, arguments: args })
  }
  return tokenStore({
    async read(key) {
      const found = (await run(scripts.read, key)) as [string, string, number] | null
      if (!found) return undefined
      const [token, generation, remainingMs] = found
      return {
        token: String(token),
        generation: Number(generation),
        remainingMs: Math.max(0, Number(remainingMs)),
      }
    },
    publish: async (key, token, lifetimeMs, readGeneration) =>
      (await run(
        scripts.publish,
        key,
        token,
        whole(lifetimeMs),
        String(readGeneration),
        whole(lifetimeMs + keepMs),
      )) === 1,
    lease: async (key, owner, lifetimeMs) => (await run(scripts.lease, key, owner, whole(lifetimeMs))) === 1,
    async release(key, owner) {
      await run(scripts.release, key, owner)
    },
  })
}
