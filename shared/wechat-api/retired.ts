import type { Endpoint } from '../schema/endpoint'
import type { Instance } from './instance'

const told = new Set<string>()

/**
 * Warns once a process about each family that WeChat has retired. Silent with `setOpts({ retiredWarnings: false })`,
 * with `WX_OPENAPI_RETIRED_WARNINGS=off`, and with node's own `--no-deprecation`.
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
