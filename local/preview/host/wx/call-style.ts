import { texts } from '../../texts'
import { complain } from '../complain'

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

/**
 * Gives a function WeChat's two ways of calling: it returns a promise, or answers `success`, `fail` and `complete`
 * when one of them is given. The result carries `errMsg`.
 */
export function asyncApi<Given extends object = Options>(
  name: string,
  run: (options: Given) => unknown,
): (options?: Given) => Promise<unknown> | undefined {
  return (options = {} as Given) => {
    const answer = (async () => run(options))().then(
      result => ({ errMsg: `${name}:ok`, ...(result as object | undefined) }),
      error => {
        throw failureOf(name, error)
      },
    )
    const { success, fail, complete } = options as Record<string, Callback | undefined>
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
}

function failureOf(name: string, error: unknown): object {
  // By what it can do: the page around the phone is another script, with classes of its own.
  if (error instanceof Error && 'at' in error) return (error as ApiFailure).at(name)
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
}

/** An object that lacks things: what it lacks fails with its name instead of doing nothing. */
export function failLoudly(path: string, known: Record<string, unknown>): object {
  return new Proxy(known, {
    get(target, name) {
      // Symbols and `then` are asked for by the language itself.
      if (typeof name === 'symbol' || name in target || name === 'then') return Reflect.get(target, name)
      return (options?: { fail?(error: object): void; complete?(error: object): void }) => {
        const errMsg = `${name}:fail ${texts.notices.noMember(`${path}.${name}`)}`
        complain(texts.notices.noMember(`${path}.${name}`))
        if (!options?.fail && !options?.complete)
          return Promise.reject(Object.assign(new Error(errMsg), { errMsg }))
        options.fail?.({ errMsg })
        options.complete?.({ errMsg })
        return undefined
      }
    },
  })
}
