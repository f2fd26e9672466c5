import type { Members } from './members'

/** The first name of a method; `undefined` when there is no such method. */
export type FirstNameOf = (method: string) => string | undefined

/**
 * What somebody gave by methods, by their first names.
 * @param what what names the methods, as the sentences say it
 * @param read reads what was given for one method; its name is the one that was given
 * @throws Error when a name is no method, or two names are one method
 */
export function byFirstName<T>(
  given: Members,
  what: string,
  firstNameOf: FirstNameOf,
  read: (value: unknown, name: string) => T,
): { [method: string]: T } {
  const values = new Map<string, T>()
  for (const [name, value] of Object.entries(given)) {
    const method = firstNameOf(name)
    if (method === undefined) throw new Error(`${what} names ${name.slice(0, 80)}, which is no method`)
    if (values.has(method)) throw new Error(`${what} names ${method} twice: ${name} is another name of it`)
    values.set(method, read(value, name))
  }
  return Object.fromEntries(values)
}
