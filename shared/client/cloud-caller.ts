import type { Strategy } from '../auth/strategy'
import { ConfigError } from '../errors/config-error'
import { callTimeoutMs } from '../errors/time'
import type { Endpoint } from '../schema/endpoint'
import type { Field, Shape } from '../schema/fields'
import { deadlineIn } from '../transport/clock'
import { cloudBody, cloudCall } from '../transport/cloud-call'
import type { Transport } from '../transport/transport'
import type { Account } from './accounts'
import { type Caller, makeCall } from './caller'
import type { OpenapiOptions } from './options'
import { createRetrier } from './retry'

export { type LoadedSdk, loadSdk } from '../transport/load-sdk'

/** The cloud vouches for the call; all that is left to do is to hand it over. */
const byName: Strategy = {
  authorise: async request => ({ request: { ...request, query: [] }, body: cloudBody(request) }),
}

/**
 * Makes calls through wx-server-sdk, for one client.
 * @throws ConfigError when an option says how WeChat is reached over HTTPS
 */
export function createCloudCaller(
  options: OpenapiOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Caller {
  for (const name of ['baseUrl', 'agent', 'failOver', 'store', 'auth'] as const) {
    if (options[name] === undefined) continue
    throw new ConfigError({
      what: `the option ${name} is for calls over HTTPS, not for transport: 'cloud'`,
    })
  }
  const retrier = createRetrier(options.retries)
  const transports = new Map<string | undefined, Transport>()
  const transportOf = (appid: string | undefined): Transport => {
    const transport = transports.get(appid) || cloudCall(appid)
    transports.set(appid, transport)
    return transport
  }
  return async ({ name, row, params, appid, convertCase = true, options: own = {}, check, find, via }) => {
    if (name === 'request') {
      throw new ConfigError({
        what: "request works over HTTPS only; transport: 'cloud' calls methods by name",
        method: name,
      })
    }
    const account = accountOf(appid || options.appid || environment.WX_APPID || '')
    const transport = transportOf(appid)
    return makeCall({
      ...own,
      method: name,
      row: inBody(row),
      params,
      convertCase,
      account,
      transport: via ? Object.assign(via, { transport, account }) : transport,
      hooks: options,
      retrier,
      deadline: deadlineIn(own.timeoutMs || options.timeoutMs || callTimeoutMs),
      check,
      find: find && (name => inBody(find(name))),
    })
  }
}

const accountOf = (appid: string): Account => ({
  credentials: { appid, secret: '' },
  strategies: { accessToken: byName },
  secrets: () => [],
})

/** The row as the cloud sees it: every parameter by its name and with its type, whatever its place and right in HTTP. */
function inBody<R extends Endpoint | undefined>(row: R): R {
  if (!row) return row
  const params: Record<string, Field<unknown>> = {}
  for (const name of Object.keys(row.params as Shape)) {
    const { place, ...field } = row.params[name] as Field<unknown>
    // The cloud knows the account, and has its secret.
    if (field.kind !== 'credential') params[name] = field
  }
  const http = row.http.replace(/^GET /, 'POST ')
  return { ...row, http, params, body: undefined, auth: undefined }
}
