import protobuf from 'protobufjs/minimal'
import { openDataOf } from '../../functions/open-data'
import { type ApiAnswer, readService } from './api-messages'
import { GatewayFault } from './fields'
import type { GatewayCall } from './gateway-call'

const { Writer } = protobuf

/** The name of the service, as wx-server-sdk calls it. */
export const openDataService = 'ApiGetOpenDataByCloudId'

/** `cloud.getOpenData`: the data of CloudIDs, as `{ cloudID, data }` each, of the user for whom the function runs. */
export function getOpenData(request: Buffer, { world, caller }: GatewayCall): ApiAnswer {
  const { cloudIds, appid } = read(request)
  const account = (appid ? world.accountOf(appid) : undefined) ?? world.accounts[0]!
  const whose = { appid: account.appid, openid: caller.openid, now: world.clock.now() }
  const writer = Writer.create()
  for (const cloudID of cloudIds) {
    const json = JSON.stringify({ cloudID, data: openDataOf(cloudID, whose) })
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
