import { ConfigError } from '../../errors/config-error'
import { steadyNow } from '../../transport/clock'
import { PrivateFolder } from './private-folder'
import type { TokenStore } from './store'
import { tokenStore } from './token-store'

/** Raised when the form of the files changes: files of another form count as absent. */
const form = 1

interface Timed {
  readonly form: number
  readonly wallAt: number
  readonly steadyAt: number
  readonly lifetimeMs: number
}

interface TokenFile extends Timed {
  readonly token: string
}

interface LeaseFile extends Timed {
  readonly owner: string
}

const timed = (lifetimeMs: number): Timed => ({
  form,
  wallAt: Date.now(),
  steadyAt: steadyNow(),
  lifetimeMs,
})

/**
 * What is left of a time that was written down on this machine. The steady clock stands still while the machine sleeps
 * and begins anew when it starts; the wall clock is set forth and back: the one that ran further is believed.
 */
function leftOf({ wallAt, steadyAt, lifetimeMs }: Timed): number {
  return Math.max(0, lifetimeMs - Math.max(Date.now() - wallAt, steadyNow() - steadyAt, 0))
}

/**
 * Keeps tokens in a folder of this machine, for all its processes. The folder is made when it is missing; it is for its
 * owner alone (0700, the files 0600), and neither it nor a file in it may be a symbolic link. Files are written aside,
 * tokens flushed to the disk, and then put in place in one step, so that a reader never sees half of one, whenever a
 * writer is killed.
 * @param path the folder, for this purpose alone
 * @throws ConfigError when it is given no path
 */
export function fileStore(path: string): TokenStore {
  if (typeof path !== 'string' || path === '') {
    throw new ConfigError({
      what: 'fileStore: its argument must be the path of a folder',
      fix: "pass one: fileStore('/var/lib/shop/tokens')",
    })
  }
  const folder = new PrivateFolder(path)
  const nameOf = (key: string, kind: 'token' | 'lease') => `${encodeURIComponent(key)}.${kind}`

  return tokenStore({
    async read(key) {
      const { number, value } = await folder.newest(nameOf(key, 'token'), isTokenFile)
      return value && { token: value.token, generation: number, remainingMs: leftOf(value) }
    },
    async publish(key, token, lifetimeMs, readGeneration) {
      const name = nameOf(key, 'token')
      const { number, value } = await folder.newest(name, isTokenFile)
      // What is no token counts as none, and what comes next stands above it.
      if ((value ? number : 0) !== readGeneration) return false
      return folder.add(name, number + 1, { ...timed(lifetimeMs), token }, true)
    },
    async lease(key, owner, lifetimeMs) {
      const name = nameOf(key, 'lease')
      const { number, value } = await folder.newest(name, isLeaseFile)
      // No lease is longer than they are here, whatever is written in the file.
      const held = value && leftOf({ ...value, lifetimeMs: Math.min(value.lifetimeMs, lifetimeMs) })
      if (value && held) {
        if (value.owner !== owner) return false
        return folder.replace(name, number, { ...timed(lifetimeMs), owner })
      }
      return folder.add(name, number + 1, { ...timed(lifetimeMs), owner }, false)
    },
    async release(key, owner) {
      const name = nameOf(key, 'lease')
      const { number, value } = await folder.newest(name, isLeaseFile)
      if (value && value.owner === owner) await folder.replace(name, number, { ...timed(0), owner: '' })
    },
  })
}

function isTimed(value: unknown): value is Timed {
  const { wallAt, steadyAt, lifetimeMs, ...rest } = (value ?? {}) as Timed
  return rest.form === form && [wallAt, steadyAt, lifetimeMs].every(Number.isFinite)
}

const isTokenFile = (value: unknown): value is TokenFile =>
  isTimed(value) && typeof (value as TokenFile).token === 'string'

const isLeaseFile = (value: unknown): value is LeaseFile =>
  isTimed(value) && typeof (value as LeaseFile).owner === 'string'
