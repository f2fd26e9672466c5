import { config } from '../config'
import { callError } from './call-error'
import type { CallKind } from './cloud-faults'
import { outOfTime, readThrown, withoutCloud } from './cloud-faults'

/** What the mini program and a cloud function say to each other. */
export interface FunctionEvent {
  method: string
  params: object
}

/** Connects to the cloud environment; once, when the mini program starts. */
export function startCloud(): void {
  // A WeChat older than cloud functions has no `wx.cloud`: every call then says so.
  if (!wx.cloud) return
  wx.cloud.init(config.environmentId ? { env: config.environmentId, traceUser: true } : { traceUser: true })
}

/**
 * Calls a cloud function and gives what it returned.
 * @param name the function
 * @param event what it gets
 * @param kind what the call is, so that its failure is told rightly
 * @param timeoutMs the longest to wait, in milliseconds
 * @throws CallError when nothing came back
 */
export function callFunction(
  name: string,
  event: FunctionEvent,
  kind: CallKind,
  timeoutMs: number = config.callTimeoutMs,
): Promise<unknown> {
  if (!wx.cloud) return Promise.reject(callError(withoutCloud(kind)))
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(callError(outOfTime(kind, timeoutMs))), timeoutMs)
    const fail = (thrown: unknown) => {
      clearTimeout(timer)
      reject(callError(readThrown(thrown, kind)))
    }
    try {
      wx.cloud.callFunction({ name, data: event }).then(({ result }) => {
        clearTimeout(timer)
        resolve(result)
      }, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
}
