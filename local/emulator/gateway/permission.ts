import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether the config.json of a local function declares a method. */
export const mayCall = (method: string, functionName: string, functionFolder: string): boolean =>
  declaredBy(join(functionFolder, functionName, 'config.json')).includes(method)

/** The methods that a config.json declares; none where it is missing or no JSON, as in the cloud. */
function declaredBy(file: string): readonly unknown[] {
  try {
    const { permissions } = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(permissions?.openapi) ? permissions.openapi : []
  } catch {
    return []
  }
}
