import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/**
 * Why a local function may not call a method, and what to do about it, in one sentence without a full stop.
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
      ? `there is no ${file}; make it with { "permissions": { "openapi": [${name}] } }`
      : `${file} cannot be read (${code})`
  }
  let declared: unknown
  try {
    declared = JSON.parse(text)?.permissions?.openapi ?? []
  } catch {
    return `${file} is no JSON from ${placeOfFault(text)} on; mend it, and have ${name} in permissions.openapi`
  }
  if (!Array.isArray(declared)) return `permissions.openapi in ${file} is no list; make it one with ${name}`
  return declared.includes(method) ? undefined : `add ${name} to permissions.openapi in ${file}`
}

/** Where a text stops to be JSON, in words. */
function placeOfFault(text: string): string {
  const lines = text.slice(0, faultAt(text)).split(/\r\n|\n|\r/)
  return `line ${lines.length}, column ${lines[lines.length - 1]!.length + 1}`
}

function faultAt(text: string): number {
  const said = faultOf(text)
  const at = /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(said)?.[1]
  if (at !== undefined) return Number(at)
  if (!isUnexpected(said)) return text.length
  // Of an unexpected character JSON.parse tells no place: it ends the shortest beginning that is refused for it.
  let [good, bad] = [0, text.length]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (isUnexpected(faultOf(text.slice(0, middle)))) bad = middle
    else good = middle
  }
  return good
}

const isUnexpected = (fault: string): boolean => fault.startsWith('Unexpected token')

/** What JSON.parse finds wrong with a text; empty where it finds nothing. */
function faultOf(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
