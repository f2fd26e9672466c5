import protobuf from 'protobufjs/minimal'
import type { Shape } from '../../../shared/schema/fields'
import { kindOfCloudId, openDataOf } from '../../functions/cloud-event'
import { whyForbidden } from '../../functions/why-forbidden'
import { type Account, realAppid } from '../accounts/account'
import { faultAnswer } from '../faults/fault-answer'
import { answersItself, type Fault } from '../faults/fault-rule'
import type { Answer } from '../platform/answer'
import { checkParams } from '../platform/check-params'
import { isMembers, type Members, Upload, wireName } from '../platform/members'
import { perform } from '../platform/perform'
import { noteAnswer, spend, troubleAnswer } from '../platform/platform'
import { parseExactly, type Sent } from '../platform/read-sent'
import { Refusal } from '../platform/refusal'
import type { Route } from '../platform/routes'
import type { LogEntry } from '../state/world'
import { type ApiAnswer, type Pair, readApiData, readService } from './api-messages'
import { GatewayFault } from './fields'
import type { GatewayCall } from './gateway-call'
import { placeParams } from './place-params'

/** An answer of WeChat's, or a refusal of the gateway's. */
interface Called {
  readonly answer?: Answer
  readonly errorCode: number
  /** The words of a refusal, with the reason; messages have no place for them. */
  readonly errmsg?: string
  readonly fault?: Fault
}

/** A method that a process calls, with what goes along. */
interface Wanted {
  readonly name: string
  readonly members: Members
  readonly appid?: string
}

const notFound = -604100
const noPermission = -604101

/** `wx.openApi`: a method by its name, its parameters as a message. */
export function callOpenApi(call: GatewayCall): { message: ApiAnswer; fault?: Fault } {
  const { values, bytes } = call.fields
  const { kind, pairs, appid, service } = readMessage(bytes)
  if (values.apiName === openDataService && service) return { message: getOpenData(service, call) }
  // Other kinds are services of the cloud itself, which the emulator does not have.
  const name = kind === 0 ? String(values.apiName ?? '') : ''
  const { answer, errorCode, fault } = callMethod({ name, members: membersOf(pairs), appid }, call)
  const message = {
    body: Buffer.from(answer?.body ?? ''),
    contentType: answer?.contentType ?? '',
    errorCode,
    httpStatus: answer?.status ?? 200,
  }
  return { message, fault }
}

/** `wx.api`: the same with JSON in the place of messages, answered with JSON text. */
export function callApi(call: GatewayCall): { text: string; fault?: Fault } {
  const { apiName, requestData } = call.fields.values
  const given = requestData === undefined || requestData === '' ? {} : parse(Buffer.from(String(requestData)))
  if (!isMembers(given)) throw new GatewayFault('INVALID_PARAM', 'requestData must be a JSON object')
  const called = callMethod({ name: String(apiName ?? ''), members: given }, call)
  return { text: textOf(called), fault: called.fault }
}

function textOf({ answer, errorCode, errmsg }: Called): string {
  if (!answer) return JSON.stringify({ errcode: errorCode, errmsg })
  const { body, contentType } = answer
  return typeof body === 'string' ? body : JSON.stringify({ contentType, buffer: body.toString('base64') })
}

const wordsOfGateway: { readonly [errorCode: number]: string } = {
  [notFound]: 'API not found',
  [noPermission]: 'function has no permission to call this API',
}

function readMessage(bytes: Buffer | undefined) {
  try {
    return readApiData(bytes ?? Buffer.alloc(0))
  } catch (error) {
    throw new GatewayFault(
      'INVALID_PARAM',
      `requestData is not a message of wx-server-sdk: ${(error as Error).message}`,
    )
  }
}

function membersOf(pairs: readonly Pair[]): Members {
  const members: Members = Object.create(null)
  for (const { key, value, fileName, contentType } of pairs) {
    members[key] = fileName
      ? new Upload(contentType || 'application/octet-stream', fileName, value)
      : parse(value)
  }
  return members
}

function parse(text: Buffer): unknown {
  try {
    return parseExactly(text)
  } catch {
    throw new GatewayFault('INVALID_PARAM', 'a parameter is not JSON')
  }
}

/** A call as the cloud makes it for the process: it needs neither a token nor a signature. */
function callMethod({ name, members, appid }: Wanted, call: GatewayCall): Called {
  const { platform, world, caller, options } = call
  const route = platform.find(name)
  const entry = record(name, route, call)
  if (!route) return refused(notFound, entry, call)
  const { functionName } = caller
  if (functionName && options.functionFolder) {
    const why = whyForbidden(name, functionName, options.functionFolder)
    if (why !== undefined) return refused(noPermission, entry, call, why)
    // The cloud would refuse it although it is declared.
    if (!route.row.cloudCallable) return refused(notFound, entry, call, 'it can be called over HTTPS only')
  }
  const account = appid ? accountNamed(appid, call) : world.accounts[0]!
  const sent = placeParams(route, members, account)
  entry.appid = account?.appid
  entry.query = world.mask(sent.query) as Members
  entry.body = Object.keys(sent.body).length > 0 ? world.mask(sent.body) : undefined
  const fault = takeFault(route, call)
  entry.fault = fault?.id
  const answer = answerTo(route, sent, account, call, fault)
  Object.assign(entry, { status: answer.status, errcode: answer.errcode, errmsg: answer.errmsg })
  noteAnswer(entry, answer, world)
  return { answer, errorCode: 0, fault }
}

/**
 * The account that a call names. A function can name another mini program that shares its environment: then it has all
 * that the first account has.
 */
function accountNamed(appid: string, { world, caller }: GatewayCall): Account | undefined {
  const isSharing = caller.functionName !== undefined && realAppid.test(appid)
  return world.accountOf(appid) ?? (isSharing ? { ...world.accounts[0]!, appid } : undefined)
}

function refused(errorCode: number, entry: LogEntry, { options }: GatewayCall, why?: string): Called {
  const errmsg = [wordsOfGateway[errorCode], why].filter(Boolean).join(': ')
  Object.assign(entry, { errcode: errorCode, errmsg })
  const { functionName, method, path } = entry
  if (functionName) options.onLog?.(`${functionName}: ${method ?? path} is refused, ${errorCode} ${errmsg}`)
  return { errorCode, errmsg }
}

function answerTo(
  route: Route,
  sent: Sent,
  account: Account | undefined,
  { world, caller }: GatewayCall,
  fault: Fault | undefined,
): Answer {
  const action = fault?.action
  if (action && answersItself(action)) return labelled(faultAnswer(action, world.clock), action.contentType)
  if (action?.dropBeforeRead || action?.resetAfterRequestBytes !== undefined) return nothingDone
  try {
    if (!account || hasForeignAppid(route, sent, account)) throw new Refusal(40013)
    spend(route, account.appid, world)
    const done = perform(route, checkParams(route, sent), { account, caller: caller.caller }, world)
    return labelled(done, action?.contentType)
  } catch (error) {
    return troubleAnswer(error, route, world)
  }
}

/** Whether a call names an appid other than the account's. */
function hasForeignAppid({ row }: Route, { query, body }: Sent, { appid }: Account): boolean {
  return Object.entries(row.params as Shape).some(([name, field]) => {
    if (field.kind !== 'credential' || field.values?.[0] !== 'appid') return false
    const wire = wireName(name, field)
    return (query[wire] ?? body[wire]) !== appid
  })
}

const nothingDone: Answer = { status: 0, contentType: '', body: '' }

const labelled = (answer: Answer, contentType: string | null | undefined): Answer =>
  contentType === undefined ? answer : { ...answer, contentType: contentType ?? '' }

function takeFault(route: Route, { world, caller, platform }: GatewayCall): Fault | undefined {
  const [verb, path] = route.row.http.split(' ') as [string, string]
  return world.faults.take({ verb, path, methods: platform.methodsAt(verb, path), caller: caller.caller })
}

function record(name: string, route: Route | undefined, { world, caller }: GatewayCall): LogEntry {
  const [verb, path] = (route?.row.http ?? `POST openapi.${name.slice(0, 80)}`).split(' ') as [string, string]
  return world.record({
    verb,
    path,
    method: route?.method,
    appid: undefined,
    query: {},
    body: undefined,
    status: 200,
    caller: caller.caller,
    through: 'cloud',
    functionName: caller.functionName,
  })
}

const { Writer } = protobuf

/** The name of the service, as wx-server-sdk calls it. */
const openDataService = 'ApiGetOpenDataByCloudId'

/** `cloud.getOpenData`: the data of CloudIDs, as `{ cloudID, data }` each, of the user for whom the function runs. */
function getOpenData(request: Buffer, { world, caller }: GatewayCall): ApiAnswer {
  const { cloudIds, appid } = read(request)
  const account = (appid ? world.accountOf(appid) : undefined) ?? world.accounts[0]!
  const whose = { appid: account.appid, openid: caller.openid, now: world.clock.now() }
  const writer = Writer.create()
  for (const cloudID of cloudIds) {
    const json = JSON.stringify({ cloudID, data: openDataOf(kindOfCloudId(cloudID), whose) })
    writer.uint32(10).fork().uint32(10).string(cloudID).uint32(18).string(json).ldelim()
  }
  const body = Buffer.from(writer.finish())
  world.record({
    verb: 'POST',
    path: 'cloud.getOpenData',
    query: {},
    body: world.mask({ list: cloudIds }),
    status: 200,
    errcode: 0,
    caller: caller.caller,
    through: 'cloud',
    functionName: caller.functionName,
  })
  return { body, contentType: 'application/json', errorCode: 0, httpStatus: 200 }
}

function read(request: Buffer): ReturnType<typeof readService> {
  try {
    return readService(request)
  } catch (error) {
    throw new GatewayFault(
      'INVALID_PARAM',
      `the list of CloudIDs cannot be read: ${(error as Error).message}`,
    )
  }
}
