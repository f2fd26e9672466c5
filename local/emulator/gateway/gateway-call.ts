import type { FaultAction } from '../faults/fault-rule'
import type { EmulatorOptions } from '../options'
import type { Platform } from '../platform/platform'
import type { Reply } from '../server/reply'
import type { World } from '../state/world'
import type { GatewayFields } from './fields'
import type { FileAddresses } from './storage/cloud-files'

/** A request to the cloud gateway. */
export interface GatewayRequest {
  readonly verb: string
  readonly path: string
  readonly contentType: string
  readonly body: Buffer
  readonly caller?: string
  /** Aborted when the client goes away before the response. */
  readonly gone?: AbortSignal
}

/** A response, and what a fault does to it on its way. */
export interface GatewayAnswer {
  readonly reply: Reply
  readonly action?: FaultAction
}

/** What wx-server-sdk finds in the place of WeChat's cloud. */
export interface Gateway {
  answer(request: GatewayRequest, world: World): Promise<GatewayAnswer>
  /** Does what a user of the mini program asks of the storage. @throws GatewayFault when it cannot be done */
  askStorage(fields: GatewayFields, user: string, world: World): Promise<object>
  /** Where the files of the storage are served. */
  fileOrigin(): Promise<string>
}

/** What the actions of one request share. */
export interface GatewayCall {
  readonly fields: GatewayFields
  readonly caller: CloudCaller
  readonly platform: Platform
  readonly options: EmulatorOptions
  readonly world: World
  /** Where the emulator answers, `http://127.0.0.1:12345`. */
  readonly url: string
  readonly fileServer: FileAddresses
  /** OPENID of the user of the mini program who asks; a function has none, and may do everything. */
  readonly user?: string
}

/** Who calls through the gateway, as far as it is known. */
export interface CloudCaller {
  /** The local function; a process outside of one has no name. */
  readonly functionName?: string
  /** Id of the event that the local function handles. */
  readonly eventId?: string
  /** OPENID of the user for whom the function runs. */
  readonly openid?: string
  /** From the header `x-caller`. */
  readonly caller?: string
  /** Aborted when it goes away before the response. */
  readonly gone?: AbortSignal
}
