// biome-ignore-start lint/suspicious/noTsIgnore: whether there is an error depends on what the user has installed
// wx-server-sdk's own types where it is installed. Where it is not, the type is `any`, which `Typed` recognises; the
// comment that lets it pass has this form so that it stays in the declarations.
/** @ts-ignore wx-server-sdk may be absent */
type Installed = typeof import('wx-server-sdk')
// biome-ignore-end lint/suspicious/noTsIgnore: as above

// Inside tuples, because a condition on a type that was not found is itself not found.
type IsAny<T> = [0] extends [1 & T] ? true : false

/** A member as wx-server-sdk types it, or in our own words where it is not installed or leaves it untyped. */
type Typed<Name extends string, Ours> =
  IsAny<Installed> extends true ? Ours : Name extends keyof Installed ? Installed[Name] : Ours

/** A call that gives a promise. What comes back is known to wx-server-sdk alone. */
type Call = (options?: object) => Promise<Record<string, unknown>>

/** What is passed on to the installed wx-server-sdk, which is loaded when one of these is called. */
export interface ForwardedCalls {
  /** Calls another cloud function. */
  callFunction: Typed<'callFunction', Call>
  /** Stores a file. */
  uploadFile: Typed<'uploadFile', Call>
  /** Reads a stored file. */
  downloadFile: Typed<'downloadFile', Call>
  /** Addresses of stored files, for a while. */
  getTempFileURL: Typed<'getTempFileURL', Call>
  /** Removes stored files. */
  deleteFile: Typed<'deleteFile', Call>
  /** Open data behind cloud ids. */
  getOpenData: Typed<'getOpenData', Call>
  /** Signature for a voice call. */
  getVoIPSign: Typed<'getVoIPSign', Call>
  /** Signature for cloud calls from elsewhere. */
  getCloudCallSign: Typed<'getCloudCallSign', Call>
  /** The untyped way to call; `openapi` is the better one. */
  callOpenAPI: Typed<'callOpenAPI', Call>
  /** The database of the environment. */
  database: Typed<'database', (options?: object) => Record<string, unknown>>
  /** Writes to the log service. */
  logger: Typed<'logger', () => Record<'log' | 'info' | 'warn' | 'error', (entry: object) => void>>
  /** Models of the AI service. */
  ai: Typed<'ai', (options?: object) => Record<string, unknown>>
  /** Signs, for virtual payments of games. */
  signature: Typed<'signature', (options: object) => unknown>
  /** Changes what `init` was given. */
  updateConfig: Typed<'updateConfig', (options?: object) => void>
  /** Adds a service of your own. */
  registerService: Typed<'registerService', (service: object) => void>
  /** A second wx-server-sdk, with other options. */
  createNewInstance: Typed<'createNewInstance', (options?: object) => Record<string, unknown>>
  /** A wx-server-sdk for the environment of another account: `new cloud.Cloud({ resourceAppid, resourceEnv })`. */
  Cloud: Typed<'Cloud', new (options?: object) => Record<string, unknown>>
}

/** What is read off the installed wx-server-sdk, which is loaded when one of these is touched. */
export interface ForwardedValues {
  /** WeChat Pay, as cloud calls: `cloud.cloudPay.unifiedOrder(…)`. */
  readonly cloudPay: Typed<'cloudPay', Record<string, Call>>
  /** The version of wx-server-sdk. */
  readonly version: Typed<'version', string>
}
