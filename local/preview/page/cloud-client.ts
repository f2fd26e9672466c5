import type { CloudCall } from '../host/program'
import type { CallReport } from '../server/call-function'
import { hideSecrets } from '../server/hide-secrets'
import type { PageState } from './state'

/** A call with its report, as the panel shows it. */
export interface ShownCall extends CloudCall, CallReport {
  caller: string
}

/** Sends calls of cloud functions to the server of this page; each one is also handed to `show`. */
export function cloudClient(
  { token }: PageState,
  caller: { name: string; openid: string },
  show: (call: ShownCall) => void,
) {
  return async (call: CloudCall): Promise<{ result: unknown }> => {
    const start = performance.now()
    const report = await post(token, { ...call, caller: caller.openid }).catch(
      (error: Error): CallReport => ({
        failure: { errCode: -1, errMsg: `request:fail ${reasonOf(error)}` },
        seen: [],
        milliseconds: Math.round(performance.now() - start),
      }),
    )
    show(hideSecrets({ ...call, ...report, caller: caller.name }))
    if (report.failure) throw report.failure
    return { result: report.result }
  }
}

/** Without a network nothing was sent: WeChat says so in these words, the browser does not. */
const reasonOf = ({ message }: Error) => (navigator.onLine ? message : 'net::ERR_INTERNET_DISCONNECTED')

async function post(token: string, body: object): Promise<CallReport> {
  const response = await fetch('/__cloud/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-preview-token': token },
    body: JSON.stringify(body),
  })
  if (!response.ok)
    throw new Error(`the preview's server answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as CallReport
}
