import type { Deadline } from '../client/wire-client'
import { ourErrcodes } from '../errors/errcodes'
import type { Endpoint } from '../schema/endpoint'
import { media } from '../schema/fields'
import { type Answered, readResult } from './answer'
import type { Entry, Plan } from './entry'
import { asOldError, weChatAPIError } from './errors'
import { isReplaced } from './hooks'
import type { Instance } from './instance'
import { readPassing, readUpload } from './read-upload'
import { sendByRequest } from './send-by-request'
import { viewer } from './send-url'
import { stateOf, wireOf } from './state'

/** Any entry, with any arguments. */
export type AnyEntry = Entry<unknown[], unknown>

/**
 * Refuses a call with a missing argument.
 * @throws WeChatAPIError naming the method and the argument
 */
export function refuseMissing(method: string, { needs }: AnyEntry, given: readonly unknown[]): void {
  const missing = needs.find((_, at) => given[at] === undefined)
  if (missing) {
    throw weChatAPIError({ message: `${method}: ${missing} is missing`, code: ourErrcodes.invalidParams })
  }
}

/**
 * Makes a call of one method of the table.
 * @throws WeChatAPIError, or what a user's function threw
 */
export async function perform(
  api: Instance,
  method: string,
  entry: AnyEntry,
  given: unknown[],
  deadline: Deadline,
): Promise<Answered> {
  refuseMissing(method, entry, given)
  const plan = await planOf(api, entry, given)
  warnIfRetired(api, method, plan.row)
  const takesBytes = plan.row.result.kind === 'binary'
  if (isReplaced(api, 'request')) {
    const waiting = { method, deadline }
    return sendByRequest(api, plan, refused => stateOf(api).tokens.replace(refused, waiting))
  }
  try {
    const result = await wireOf(api).send({
      name: method,
      row: plan.row,
      params: plan.params,
      timeoutMs: Math.max(1, deadline.left()),
      beforeSend: viewer(api.defaults?.beforeRequest),
    })
    return readResult(result, takesBytes, [api.appsecret, ...stateOf(api).tokens.known()])
  } catch (error) {
    throw asOldError(error)
  }
}

async function planOf(api: Instance, entry: AnyEntry, given: unknown[]): Promise<Plan> {
  const row = entry.rows[0]!
  const maxBytes = api.defaults?.maxUploadBytes
  if (entry.upload) {
    const upload = entry.upload(...given)
    return { row, params: { ...upload.params, [upload.part]: await readUpload(upload, maxBytes) } }
  }
  if (entry.passing) {
    const passing = entry.passing(...given)
    return { row: bare(row), params: { ...passing.params, body: await readPassing(passing, maxBytes) } }
  }
  const plan = await entry.plan!(api, ...given)
  return typeof plan.params === 'string' ? textPlan(plan.row, plan.params) : plan
}

/** JSON text is sent unchanged, byte for byte. */
const textPlan = (row: Endpoint, text: string): Plan => ({
  row: bare(row),
  params: { body: { contentType: 'application/json', value: Buffer.from(text, 'utf8') } },
})

/** The same row with a ready-made body. */
const bare = (row: Endpoint): Endpoint => ({ ...row, body: 'raw', params: { ...row.params, body: media() } })

const told = new Set<string>()

/**
 * Warns once per process about each family of methods that WeChat has retired. Silenced by
 * `setOpts({ retiredWarnings: false })`, by `WX_OPENAPI_RETIRED_WARNINGS=off`, and by node's own `--no-deprecation`.
 */
export function warnIfRetired(api: Instance, method: string, { deprecated }: Endpoint): void {
  if (deprecated === undefined || told.has(deprecated)) return
  if (api.defaults?.retiredWarnings === false || process.env.WX_OPENAPI_RETIRED_WARNINGS === 'off') return
  told.add(deprecated)
  process.emitWarning(`${method}: ${deprecated}`, {
    type: 'DeprecationWarning',
    code: 'WX_OPENAPI_RETIRED',
    detail: 'WX_OPENAPI_RETIRED_WARNINGS=off keeps this silent',
  })
}
