/**
 * What a new token does to those before it. `stable` is the platform as documented: of `cgi-bin/token`, all older
 * tokens work five minutes more; a forced refresh of `stable_token` kills at once. The others are the readings that
 * were seen or are disputed:
 * - `classic-strict`: an older token dies at once
 * - `classic-overlap-last`: the newest before it works five minutes more, those before that die at once; so it is after
 *   a forced refresh
 * - `classic-overlap-5min`: all work five minutes more; so it is after a forced refresh
 */
export type TokenPolicy = (typeof tokenPolicies)[number]

export const tokenPolicies = [
  'stable',
  'classic-strict',
  'classic-overlap-last',
  'classic-overlap-5min',
] as const

export const isTokenPolicy = (value: unknown): value is TokenPolicy =>
  tokenPolicies.includes(value as TokenPolicy)

/** Which older tokens get the overlap, when another takes their place: all, the newest of them, or none. */
export type Spared = 'all' | 'newest' | 'none'

/** After a fetch from `cgi-bin/token`. */
export const sparedByClassic: { readonly [P in TokenPolicy]: Spared } = {
  stable: 'all',
  'classic-strict': 'none',
  'classic-overlap-last': 'newest',
  'classic-overlap-5min': 'all',
}

/** After a forced refresh of `stable_token`. */
export const sparedByForce: { readonly [P in TokenPolicy]: Spared } = {
  stable: 'none',
  'classic-strict': 'none',
  'classic-overlap-last': 'newest',
  'classic-overlap-5min': 'all',
}
