import { type Answered, calledBack, deliver, takeCallback } from './answer'
import { deadlineFor, during } from './deadlines'
import { callMember } from './hooks'
import type { Instance } from './instance'
import { table } from './methods'
import { type AnyEntry, perform, refuseMissing } from './perform'

type Method = (this: Instance, ...args: unknown[]) => unknown

/** Methods whose calls the call path itself retries after a rejected token. */
const repeated = new WeakSet<object>()

/** Whether a method handles a rejected token itself. */
export const repeatsItself = (method: object): boolean => repeated.has(method)

/** Marks a method as one that handles a rejected token itself. */
export function marked<T extends object>(method: T): T {
  repeated.add(method)
  return method
}

/** Adds every method of the table to a prototype, with its twin that uses the token as it is. */
export function installMethods(prototype: object): void {
  const entries = table as unknown as { [name: string]: AnyEntry }
  for (const name of Object.keys(entries)) {
    const entry = entries[name]!
    const methods = prototype as { [name: string]: Method }
    const twin = entry.via || entry.steps ? throughOthers(name, entry) : direct(name, entry)
    methods[`_${name}`] = twin
    methods[name] = entry.via || entry.steps ? throughOthers(name, entry) : withToken(name, entry)
  }
}

/** Makes the call with the token that the instance has. */
const direct = (name: string, entry: AnyEntry): Method =>
  marked(function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    return deliver(perform(this, name, entry, given, deadlineFor(this, entry.isSlow)), callback)
  })

/** Gets a token through `preRequest` of the instance, then calls the twin on the instance. */
const withToken = (name: string, entry: AnyEntry): Method =>
  function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    if (callback) entry.refuse?.(...given)
    return deliver(
      calledBack(done => {
        refuseMissing(name, entry, given)
        entry.refuse?.(...given)
        const twin = (this as unknown as { [name: string]: Method })[`_${name}`]!
        const run = () => this.preRequest(twin, [...given, done])
        during(deadlineFor(this, entry.isSlow), run)
      }),
      callback,
    )
  }

/** Calls other methods of the instance, so that a user's replacements are used. */
const throughOthers = (name: string, entry: AnyEntry): Method =>
  function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const run = async (): Promise<Answered> => {
      refuseMissing(name, entry, given)
      if (entry.steps) return (await entry.steps(this, ...given)) as Answered
      const [other, ...others] = entry.via!(this, ...given)
      return callMember(this, other, others)
    }
    return deliver(run(), callback)
  }
