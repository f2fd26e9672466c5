import { texts } from '../../texts'
import { complainOnce } from '../complain'

/** The object that most functions of `wx` take. */
export type Options = Record<string, unknown>
type Callback = (result: unknown) => void

/** Fails a `wx` function with this text behind `fail`, and perhaps a code. */
export class ApiFailure extends Error {
  constructor(
    readonly reason: string,
    readonly extra: object = {},
  ) {
    super(reason)
  }

  /** What the mini program sees of it. */
  at(name: string): object {
    return { errMsg: `${name}:fail ${this.reason}`, ...this.extra }
  }
}

/** The functions that answer later, by a promise or callbacks. */
const answersLater = new WeakSet<object>()

export const isAsync = (api: unknown): boolean => answersLater.has(api as object)

/**
 * Gives a function WeChat's two ways of calling: it returns a promise, or answers `success`, `fail` and `complete`
 * when one of them is given. The result carries `errMsg`.
 */
export function asyncApi<Given extends object = Options>(
  name: string,
  run: (options: Given) => unknown,
): (options?: Given) => Promise<unknown> | undefined {
  const api = (options?: Given | null) => {
    const given = options ?? ({} as Given)
    const answer = (async () => run(given))().then(
      result => ({ errMsg: `${name}:ok`, ...(result as object | undefined) }),
      error => {
        throw failureOf(name, error)
      },
    )
    const { success, fail, complete } = given as Record<string, Callback | undefined>
    if (!success && !fail && !complete) return answer
    answer.then(
      result => {
        success?.(result)
        complete?.(result)
      },
      error => {
        fail?.(error)
        complete?.(error)
      },
    )
    return undefined
  }
  answersLater.add(api)
  return api
}

/** A function that answers plainly; what it refuses, it throws as an error with `errMsg`. */
export function syncApi<Params extends unknown[], Result>(
  name: string,
  run: (...params: Params) => Result,
): (...params: Params) => Result {
  return (...params) => {
    try {
      return run(...params)
    } catch (error) {
      const failure = failureOf(name, error) as { errMsg: string }
      throw Object.assign(new Error(failure.errMsg), failure)
    }
  }
}

function failureOf(name: string, error: unknown): object {
  // By what it can do: the page around the phone is another script, with classes of its own.
  if (error instanceof Error && 'at' in error) return (error as ApiFailure).at(name)
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
}

/** The type of a value as WeChat names it, such as `String` or `Undefined`. */
const typeOf = (value: unknown) => Object.prototype.toString.call(value).slice('[object '.length, -1)

/** In WeChat's words: `parameter.url should be String instead of Undefined;` */
export const wrongType = (name: string, wanted: string, given: unknown): ApiFailure =>
  new ApiFailure(`parameter error: parameter.${name} should be ${wanted} instead of ${typeOf(given)};`)

/** @throws ApiFailure when a parameter is not of the type that WeChat asks for, such as `String` */
export function requireParam(options: object, name: string, type: 'String' | 'Number' | 'Array'): void {
  const value = (options as Options)[name]
  if (typeOf(value) !== type) throw wrongType(name, type, value)
}

/** How an object treats what it lacks. */
interface Rules {
  /** Whether a name that it lacks is one of WeChat's; any other is undefined, as it is there. */
  isMissing?(name: string): boolean
  /** Objects that it lacks, of which every function throws. */
  namespaces?: string[]
  /** Whether a function of this name answers plainly: then it throws, and never gives a promise. */
  isPlain?(name: string): boolean
}

/** An object that lacks things: what it lacks fails with its name instead of doing nothing. */
export function failLoudly(path: string, known: Record<string, unknown>, rules: Rules = {}): object {
  const { isMissing = () => true, namespaces = [], isPlain = () => false } = rules
  return new Proxy(known, {
    get(target, name) {
      // Symbols and `then` are asked for by the language itself.
      if (typeof name === 'symbol' || name in target || name === 'then') return Reflect.get(target, name)
      if (namespaces.includes(name)) return failLoudly(`${path}.${name}`, {}, { isPlain: () => true })
      return isMissing(name) ? missing(path, name, isPlain(name)) : undefined
    },
  })
}

function missing(path: string, name: string, throws: boolean) {
  return (options?: { fail?: Callback; complete?: Callback }) => {
    const reason = texts.notices.noMember(`${path}.${name}`)
    const errMsg = `${name}:fail ${reason}`
    complainOnce(reason)
    if (options?.fail || options?.complete) {
      options.fail?.({ errMsg })
      options.complete?.({ errMsg })
      return undefined
    }
    // Nothing will ever happen that it would hear of.
    if (/^(?:on|off)[A-Z]/.test(name)) return undefined
    const error = Object.assign(new Error(errMsg), { errMsg })
    if (throws) throw error
    return Promise.reject(error)
  }
}
