// biome-ignore-start lint/suspicious/noTsIgnore: whether there is an error depends on what the user has installed
// wx-server-sdk's own types if it is installed. If not, the type is `any`, which `Typed` recognises; the suppressing
// comment has this form so that it stays in the declarations.
/** @ts-ignore wx-server-sdk may be absent */
type Installed = typeof import('wx-server-sdk')
// biome-ignore-end lint/suspicious/noTsIgnore: as above

// In tuples, because a condition on a missing type is itself missing.
type IsAny<T> = [0] extends [1 & T] ? true : false

/** A member as wx-server-sdk types it, or our own type if it is not installed or leaves it untyped. */
type Typed<Name extends string, Ours> =
  IsAny<Installed> extends true ? Ours : Name extends keyof Installed ? Installed[Name] : Ours

/** A call that returns a promise. Only wx-server-sdk knows its result. */
type Call = (options?: object) => Promise<Record<string, unknown>>

/** Members that are forwarded to the installed wx-server-sdk, which is loaded when one is called. */
export interface ForwardedCalls {
  /** Calls another cloud function. */
  callFunction: Typed<'callFunction', Call>
  /** Stores a file. */
  uploadFile: Typed<'uploadFile', Call>
  /** Reads a stored file. */
  downloadFile: Typed<'downloadFile', Call>
  /** Temporary URLs of stored files. */
  getTempFileURL: Typed<'getTempFileURL', Call>
  /** Removes stored files. */
  deleteFile: Typed<'deleteFile', Call>
  /** Open data behind cloud ids. */
  getOpenData: Typed<'getOpenData', Call>
  /** Signature for a voice call. */
  getVoIPSign: Typed<'getVoIPSign', Call>
  /** Signature for cloud calls from elsewhere. */
  getCloudCallSign: Typed<'getCloudCallSign', Call>
  /** The untyped way to call; prefer `openapi`. */
  callOpenAPI: Typed<'callOpenAPI', Call>
  /** The database of the environment. */
  database: Typed<'database', (options?: object) => Record<string, unknown>>
  /** Writes to the log service. */
  logger: Typed<'logger', () => Record<'log' | 'info' | 'warn' | 'error', (entry: object) => void>>
  /** Models of the AI service. */
  ai: Typed<'ai', (options?: object) => Record<string, unknown>>
  /** Signs, for virtual payments of games. */
  signature: Typed<'signature', (options: object) => unknown>
  /** Changes the options of `init`. */
  updateConfig: Typed<'updateConfig', (options?: object) => void>
  /** Registers your own service. */
  registerService: Typed<'registerService', (service: object) => void>
  /** A second wx-server-sdk, with other options. */
  createNewInstance: Typed<'createNewInstance', (options?: object) => Record<string, unknown>>
  /** A wx-server-sdk for another account's environment: `new cloud.Cloud({ resourceAppid, resourceEnv })`. */
  Cloud: Typed<'Cloud', new (options?: object) => Record<string, unknown>>
}

/** Members that are read from the installed wx-server-sdk, which is loaded when one is read. */
export interface ForwardedValues {
  /** WeChat Pay, as cloud calls: `cloud.cloudPay.unifiedOrder(…)`. */
  readonly cloudPay: Typed<'cloudPay', Record<string, Call>>
  /** The version of wx-server-sdk. */
  readonly version: Typed<'version', string>
}
