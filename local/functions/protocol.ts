/** What WeChat's cloud gives a function beside the event, as far as functions use it. */
export interface FunctionContext {
  /** How long the event may take, in milliseconds. */
  time_limit_in_ms: number
  memory_limit_in_mb: number
  function_name: string
  function_version: string
  /** The environment of the function. */
  namespace: string
  request_id: string
  callbackWaitsForEmptyEventLoop: boolean
}

/** A pipe beside the messages, which ends when the runner does, and with it the process of the function. */
export const lifelineFd = 4

/** What the runner says to the process of a function. */
export type ToFunction =
  | {
      readonly kind: 'load'
      /** The file to load, or the name under which `source` runs. */
      readonly file: string
      /** The code, where it was made from TypeScript. */
      readonly source?: string
    }
  | {
      readonly kind: 'event'
      readonly event: unknown
      readonly context: FunctionContext
      /** The variables that WeChat's cloud sets for this event. */
      readonly variables: Readonly<Record<string, string>>
    }

/** Something that was thrown, as text. */
export interface Thrown {
  readonly name: string
  readonly message: string
  readonly stack: string
  readonly code?: string
}

/** What the process of a function says to the runner. */
export type FromFunction =
  | { readonly kind: 'loaded'; readonly hasMain: boolean }
  | { readonly kind: 'unloadable'; readonly thrown: Thrown }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'result'; readonly json: string }
  | { readonly kind: 'unsendable'; readonly thrown: Thrown }
  | { readonly kind: 'thrown'; readonly thrown: Thrown }
  /** The files of its own, without packages, that were loaded so far. */
  | { readonly kind: 'files'; readonly files: readonly string[] }
