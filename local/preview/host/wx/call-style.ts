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
  if (error instanceof ApiFailure) return { errMsg: `${name}:fail ${error.reason}`, ...error.extra }
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
}
