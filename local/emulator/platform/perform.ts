import type { Field, Shape } from '../../../shared/schema/fields'
import { sample } from '../../../shared/schema/sample'
import type { Account } from '../accounts/account'
import type { World } from '../state/world'
import { type Answer, binaryAnswer, jsonAnswer } from './answer'
import { isUpload, type Members } from './members'
import { makePicture } from './picture'
import { firstName, type Route } from './routes'

/** Who calls. */
export interface Caller {
  account: Account
  /** From the header `x-caller`. */
  caller?: string
}

/**
 * Executes a valid call and answers it: from the state of its namespace, with the answer that was configured for it, or
 * with a sample of the row.
 * @throws Refusal when the state does not allow it, or there is only a sample and the emulator must not answer with one
 */
export function perform(route: Route, params: Members, { account, caller }: Caller, world: World): Answer {
  const { method, row } = route
  const { appid } = account
  const did = (what: string, facts: Members) => world.did({ method, appid, what, facts, caller })
  const isBare = row.auth === 'appSecret' || bare.has(firstName(route))
  const said = (members: Members) => jsonAnswer(isBare ? members : { errcode: 0, errmsg: 'ok', ...members })
  const laidDown = world.answers[firstName(route)]
  const handler = world.handlers[method] ?? world.handlers[firstName(route)]
  if (handler && !laidDown) {
    const made = handler(params, { method, appid, account, did })
    return isUpload(made) ? binaryAnswer(made.contentType, made.bytes) : said(made)
  }
  if (!laidDown) world.sampled(firstName(route))
  if (row.effect !== 'read') did('accepted', params)
  if (laidDown) return fileIn(laidDown, row.result) ?? said(laidDown)
  if (isBinary(row.result)) return binaryAnswer('image/png', picture())
  return said(sampleOf(row.result as Shape))
}

/** The file that a configured answer holds, `{ contentType, base64 }`, for a method that answers with one. */
function fileIn({ contentType, base64 }: Members, result: Shape | Field<object>): Answer | undefined {
  if (!isBinary(result) || typeof base64 !== 'string') return undefined
  return binaryAnswer(
    typeof contentType === 'string' ? contentType : 'image/png',
    Buffer.from(base64, 'base64'),
  )
}

/**
 * What answers without errcode and errmsg when all is well, as the token endpoints and their like do. It is written
 * here and not on the rows because only the emulator asks, and every function bundle would carry it.
 */
const bare: ReadonlySet<string> = new Set([
  'officialAccount.material.add',
  'officialAccount.material.addNews',
  'officialAccount.material.batchGet',
  'officialAccount.material.get',
  'officialAccount.material.getCount',
  'officialAccount.material.uploadImage',
  'officialAccount.media.get',
  'officialAccount.media.upload',
  'officialAccount.menu.get',
  'officialAccount.qrcode.create',
  'officialAccount.user.batchGetInfo',
  'officialAccount.user.getInfo',
  'officialAccount.user.getList',
  'openApi.getCallbackIp',
])

// A shape may have a member that is called `kind`: then it is a field, not a word.
const isBinary = (result: Shape | Field<object>): result is Field<object> => typeof result.kind === 'string'

const samples = new WeakMap<Shape, Members>()

/** Samples are the same every time, so each is made once. */
function sampleOf(result: Shape): Members {
  let made = samples.get(result)
  if (!made) {
    made = sample(result, { names: 'wire', bigIntegers: 'bigint' })
    samples.set(result, made)
  }
  return made
}

let made: Buffer | undefined
const picture = (): Buffer => {
  made ??= makePicture()
  return made
}
