import { ConfigError } from '../../errors/config-error'
import { dayMs } from '../../errors/time'
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

/** A token is kept longer than it lives, so that a late write of an older one still loses. */
const keepMs = dayMs

/** What is no token, or has no generation, counts as none: it is replaced, of whatever type the key is. */
const look = `
local kept = redis.pcall('hmget', KEYS[1], 'token', 'generation')
local generation = kept[1] and string.match(kept[2] or '', '^[1-9]%d*$') or '0'
if #generation > 15 then generation = '0' end`

const scripts = {
  // No more of a text than shows that it is too long.
  read: `${look}
if generation == '0' then return false end
return { string.sub(kept[1], 1, 513), generation, redis.call('pttl', KEYS[2]) }`,
  publish: `${look}
if generation ~= ARGV[3] then return 0 end
redis.call('del', KEYS[1])
redis.call('hset', KEYS[1], 'token', ARGV[1], 'generation', string.format('%.0f', tonumber(generation) + 1))
redis.call('pexpire', KEYS[1], ARGV[4])
redis.call('set', KEYS[2], '1', 'px', ARGV[2])
return 1`,
  lease: `
local owner = redis.pcall('get', KEYS[3])
if type(owner) == 'string' and owner ~= ARGV[1] then
  local left = redis.call('pttl', KEYS[3])
  if left < 0 or left > tonumber(ARGV[2]) then redis.call('pexpire', KEYS[3], ARGV[2]) end
  return 0
end
redis.call('set', KEYS[3], ARGV[1], 'px', ARGV[2])
return 1`,
  release: `
if redis.call('get', KEYS[3]) == ARGV[1] then redis.call('del', KEYS[3]) end
return 1`,
}

/**
 * Whether a client answers by callbacks alone: its promises never come, and its errors end the process. Those of redis 2
 * and 3 have `send_command`; those in legacyMode keep their promises under `v4`, or, made by `legacy()`, cannot say
 * whether they are open.
 */
function takesCallbacks(client: object): boolean {
  const { call, send_command, v4, isOpen, multi } = client as { [member: string]: unknown }
  if (typeof call === 'function') return false
  return Boolean(send_command || v4 || (multi && isOpen === undefined))
}

const whole = (milliseconds: number) => String(Math.max(1, Math.floor(milliseconds)))

/**
 * Keeps tokens in Redis, for any number of machines. All times are by Redis' own clock, and every step is one script,
 * so that nothing comes between looking and writing.
 * @param client a client of `ioredis` or `redis` (connected), of your own
 * @param options.prefix what stands before every key; `wx-openapi` by default
 * @throws ConfigError when it is given no client, or one that answers by callbacks: of redis 2 or 3, or in legacyMode
 */
export function redisStore(
  client: IoredisClient | NodeRedisClient,
  { prefix = 'wx-openapi' }: { prefix?: string } = {},
): TokenStore {
  const isClient = typeof client?.eval === 'function'
  if (!isClient || takesCallbacks(client)) {
    throw new ConfigError({
      what: isClient
        ? 'redisStore: its first argument is a client of the package redis that takes callbacks: one of version 2 or 3, or one in legacyMode'
        : 'redisStore: its first argument must be a client of the package ioredis or redis',
      fix: "pass a client of your own: redisStore(new Redis('redis://…')) with ioredis, or createClient(…) of redis 4 or newer after connect(), without legacyMode",
    })
  }
  const run = (script: string, key: string, ...args: string[]): Promise<unknown> => {
    // The braces put the keys of one token into one slot of a cluster.
    const keys = ['token', 'life', 'lease'].map(kind => `${prefix}:{${key}}:${kind}`)
    return 'call' in client
      ? client.eval(script, keys.length, ...keys, ...args)
      : client.eval(script, { keys, arguments: args })
  }
  /** Some clients give numbers as text. */
  const isDone = async (answer: Promise<unknown>) => Number(await answer) === 1
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
    publish: (key, token, lifetimeMs, readGeneration) =>
      isDone(
        run(
          scripts.publish,
          key,
          token,
          whole(lifetimeMs),
          String(readGeneration),
          whole(lifetimeMs + keepMs),
        ),
      ),
    lease: (key, owner, lifetimeMs) => isDone(run(scripts.lease, key, owner, whole(lifetimeMs))),
    async release(key, owner) {
      await run(scripts.release, key, owner)
    },
  })
}
