import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether the config.json of a local function declares a method. Without a function, or without a folder of functions,
 * there is nobody to ask, and everything may be called.
 */
export function mayCall(
  method: string,
  functionName: string | undefined,
  functionFolder: string | undefined,
): boolean {
  if (functionName === undefined || functionFolder === undefined) return true
  return declaredBy(join(functionFolder, functionName, 'config.json')).includes(method)
}

/** The methods that a config.json declares; none where it is missing or no JSON, as in the cloud. */
function declaredBy(file: string): readonly unknown[] {
  try {
    const { permissions } = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(permissions?.openapi) ? permissions.openapi : []
  } catch {
    return []
  }
}
