import type { Instance } from './instance'

const names = ['request', 'preRequest', 'ensureAccessToken', 'ensureTicket'] as const
const built: { [name: string]: unknown } = {}

/** Notes the members of the class that take part in every call, to tell a user's own ones from them. */
export function noteBuilt(prototype: Instance): void {
  for (const name of names) built[name] = prototype[name]
}

/** Whether an instance has a member of the user's own in the place of ours. */
export const isReplaced = (api: Instance, name: (typeof names)[number]): boolean => api[name] !== built[name]
