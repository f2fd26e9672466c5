import { hasOwn } from '../schema/names'
import { type Callback, calledBack, deliver, takeCallback } from './answer'
import { prefixed, weChatAPIError } from './errors'
import type { Instance, RequestOptions } from './instance'
import { requestThrough } from './send-by-request'

/** How users add methods to the class. */
export interface Extensible {
  /**
   * Adds methods to every instance.
   * @throws Error if both old libraries had a method of that name, or it was mixed in before
   */
  mixin(methods: object): void
  /**
   * Adds a method that posts JSON to a URL, `api.<functionName>(body, callback?)`.
   * @throws Error if an argument is not a string, or the name is taken and `override` is not `true`
   */
  patch(functionName: string, apiUrl: string, override?: boolean): void
  /** Another name for `patch`. */
  ext(functionName: string, apiUrl: string, override?: boolean): void
}

type Prototype = { [name: string]: unknown }
interface Constructor extends Extensible {
  prototype: Prototype
}

/** Names that a program replaced; replacing one twice is a mistake. */
const taken = new Set<string>()

const isFree = (prototype: Prototype, name: string): boolean =>
  !hasOwn(prototype, name) || (replaceableNames.has(name.replace(/^_/, '')) && !taken.has(name))

export function mixin(this: Constructor | undefined, methods: object): void {
  const prototype = prototypeOf(this)
  // Inherited members count too, as they always did.
  for (const name in methods) {
    if (!isFree(prototype, name)) {
      throw new Error(`Don't allow override existed prototype method. method: ${name}`)
    }
    prototype[name] = (methods as Prototype)[name]
    taken.add(name)
  }
}

export function patch(
  this: Constructor | undefined,
  functionName: string,
  apiUrl: string,
  override?: boolean,
): void {
  if (typeof apiUrl !== 'string') throw new Error('API.patch: the second argument, the URL, must be a string')
  if (typeof functionName !== 'string')
    throw new Error('API.patch: the first argument, the name, must be a string')
  const prototype = prototypeOf(this)
  const isTaken = [functionName, `_${functionName}`].some(name => !isFree(prototype, name))
  if (isTaken && override !== true) {
    throw new Error(
      `wechat-api already has a prototype named [${functionName}]; give true as the third argument to override it`,
    )
  }
  if (isTaken) console.warn(`wechat-api: ${functionName} is overridden`)
  taken.add(functionName)
  make(prototype, functionName, function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const url = new URL(apiUrl)
    url.searchParams.set('access_token', this.token?.accessToken ?? '')
    return deliver(requestThrough(this, url.href, postJSON(given[0])), callback)
  })
}

let own: Prototype | undefined

/** The prototype that methods go to when `mixin` is called on its own, as it was possible. */
export const extend = (prototype: object): void => {
  own = prototype as Prototype
}

const prototypeOf = (target: Constructor | undefined): Prototype => own ?? target!.prototype

/**
 * Names that one of the two old libraries did not have. Programs written for it may have methods of these names, so they
 * may replace ours.
 */
export const replaceableNames: ReadonlySet<string> = new Set(
  `
  toJSON setEndpoint setHook getLatestToken preRequest ensureAccessToken ensureTicket
  createQr createCardQRCode activateMembercardUserForm activateUserForm importCustomizedCodes checkCustomizedCodes
  getDepositCodesCount getTotalCardDataInfo getCardDataInfo addConsumer getApplyProtocol submitSubmerchant
  updateSubmerchant getSubmerchant batchgetSubmerchant getMemberCardUserInfo updateMemberCardUserInfo getMembercard
  getCardList getActivateMembercardUrl getActivateTempinfo
  closeKfSession getKfSession getKfSessionList getKfSessionWaitCase inviteworker
  uploadMediaStream uploadImageStream uploadVoiceStream uploadVideoStream uploadThumbStream
  uploadImageMedia uploadVoiceMedia uploadVideoMedia uploadThumbMedia
  sendTextFromCs sendImageFromCs sendVoiceFromCs sendVideoFromCs sendMusicFromCs sendNewsFromCs sendMpNewsFromCs
  sendCardFromCs sendMiniProgram sendMiniProgramTemplate sendSubscribe sendSubscribeMessage getAutoreply
  applyBeaconsStatus deletePage deletePages getDeviceStatisticsList getPageStatisticsList listBeaconGroup
  queryGroupBeacons addBeaconGroup updateBeaconGroup deleteBeaconGroup addGroupBeacons deleteGroupBeacons
  addLotteryInfo setPrizeBucket setLotterySwitch getShakehbConfig
  createTag createTags editTag updateTag getTagUsers getUsersFromTag getUserTags getIdList membersBatchtagging
  memberBatchtagging membersBatchuntagging memberBatchuntagging batchTagging batchUnTagging moveUsersToGroup
  createCustomMenu addConditionalMenu removeCustomMenu delConditionalMenu testCustomMenu tryConditionalMenu
  addExpress getAllShelf setNoDeliveryForOrder getWXCategory clearQuota
  createWXAQRCode getWXACode getWXACodeUnlimit code2Session
`
    .trim()
    .split(/\s+/),
)

type Called = (error: unknown, data?: unknown, res?: unknown) => void

/**
 * `wrapper` of `wechat-api/lib/util`: wraps the callback of `request`, so that an errcode and an empty response are
 * errors. A name that already has the prefix keeps it.
 */
export function wrapper(callback?: Callback<never>): Called {
  const done = (callback ?? (() => undefined)) as Called
  return (error, data, res) => {
    if (error) return done(prefixed(error, true), data, res)
    const { errcode, errmsg } = (data ?? {}) as { errcode?: number; errmsg?: string }
    if (errcode) return done(weChatAPIError({ message: String(errmsg), code: errcode }), data, res)
    if (data === undefined || data === null) {
      return done(weChatAPIError({ message: 'No data received.', code: -1 }), data, res)
    }
    return done(null, data, res)
  }
}

/** `postJSON` of `wechat-api/lib/util`: the options of a `request` that posts JSON and gets JSON. */
export const postJSON = (data: unknown): RequestOptions => ({
  dataType: 'json',
  type: 'POST',
  data,
  headers: { 'Content-Type': 'application/json' },
})

/**
 * `make` of `wechat-api/lib/util`: adds a method to a class or an instance that gets a token first, and under `_<name>`
 * the function itself, which finds the token at `this.token`. Without a callback it returns a promise.
 */
export function make(host: object, name: string, method: (this: never, ...args: never[]) => unknown): void {
  const members = host as { [name: string]: unknown }
  members[`_${name}`] = method
  members[name] = function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const twin = (this as unknown as { [name: string]: typeof method })[`_${name}`]!
    // As always, the caller gets what the method calls back with, error and response.
    if (callback) return this.preRequest(twin, [...given, callback])
    return deliver(
      calledBack(done => this.preRequest(twin, [...given, done])),
      callback,
    )
  }
}
