import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { lineAndColumn } from '../project/finding'
import { JsonFault, readJson } from '../project/json/read-json'

/**
 * Why a local function may not call a method, and how to fix it, in one sentence without a full stop.
 * @returns undefined when its config.json declares the method
 */
export function whyForbidden(
  method: string,
  functionName: string,
  functionFolder: string,
): string | undefined {
  const name = JSON.stringify(method)
  const file = `${basename(resolve(functionFolder))}/${functionName}/config.json`
  let text: string
  try {
    text = readFileSync(join(functionFolder, functionName, 'config.json'), 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT'
      ? `there is no ${file}; create it with { "permissions": { "openapi": [${name}] } }`
      : `${file} cannot be read (${code})`
  }
  let declared: unknown
  try {
    declared = JSON.parse(text)?.permissions?.openapi ?? []
  } catch {
    return `${file} is not JSON: error at ${placeOfFault(text)}; fix it, and list ${name} in permissions.openapi`
  }
  if (!Array.isArray(declared))
    return `permissions.openapi in ${file} is not a list; make it one that lists ${name}`
  return declared.includes(method) ? undefined : `add ${name} to permissions.openapi in ${file}`
}

/** Where a text stops being JSON, in words. */
function placeOfFault(text: string): string {
  let at = text.length
  try {
    readJson(text)
  } catch (error) {
    if (error instanceof JsonFault) at = error.at
  }
  const { line, column } = lineAndColumn(text, at)
  return `line ${line}, column ${column}`
}
