import { ourErrcodes } from '../errors/errcodes'
import { isRecord, ownProperty } from '../schema/objects'
import type { Offered } from './offer'
import { type Reply, refuse } from './reply'

/** The config.json of a cloud function: the methods it may call. */
export interface FunctionConfig {
  readonly permissions?: { readonly openapi?: readonly string[] }
}

/** Returns a refusal for a method that may not be called, otherwise nothing. */
export type Permission = (method: Offered) => Reply | undefined

/** Reads config.json. A malformed one allows nothing, and every refusal says so. */
export function readPermissions(config: unknown): Permission {
  const names = namesIn(config)
  return ({ name, row, isOptedIn }) => {
    if (!names) {
      const form = `{ "permissions": { "openapi": ["${name}"] } }`
      return refused(name, `config.json is malformed, so nothing is allowed; write ${form}`)
    }
    if (isOptedIn || (row.cloudCallable && names.has(name))) return undefined
    const short = name.slice(name.lastIndexOf('.') + 1)
    return refused(
      name,
      row.cloudCallable
        ? `add "${name}" to permissions.openapi in config.json and upload the function`
        : `it has no permission name; add httpsOnly: ['${short}'] to the options of serve`,
    )
  }
}

const refused = (method: string, fix: string): Reply =>
  refuse(ourErrcodes.noPermission, { method, what: 'function has no permission to call this API', fix })

function namesIn(config: unknown): Set<string> | undefined {
  const permissions = isRecord(config) ? ownProperty(config, 'permissions') : undefined
  const openapi = isRecord(permissions) ? ownProperty(permissions, 'openapi') : undefined
  if (!Array.isArray(openapi)) return undefined
  return openapi.every(name => typeof name === 'string') ? new Set<string>(openapi) : undefined
}
