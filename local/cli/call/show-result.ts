import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError } from '../../../shared/index'
import type { Screen } from '../output/screen'
import { printJson } from '../output/show-json'

/** How a result is shown. */
export interface ResultOptions {
  readonly json?: boolean
  /** The file to write it to. */
  readonly out?: string
}

/**
 * Looks before the call whether its result can be written: what WeChat gave once it may not give again.
 * @throws ConfigError naming what is in the way
 */
export function checkOut(out: string): void {
  const path = resolve(out)
  const refuse = (what: string) =>
    new ConfigError({ what: `--out ${out}: ${what}`, fix: 'give another file' })
  try {
    if (statSync(path).isDirectory()) throw refuse('that is a folder')
    accessSync(path, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    if (code !== 'ENOENT') throw refuse(`it cannot be written (${code})`)
    try {
      accessSync(dirname(path), constants.W_OK)
    } catch {
      throw refuse('its folder cannot be written')
    }
  }
}

/** Prints a result, or writes it to a file and prints what was written. */
export function showResult(result: Record<string, unknown>, options: ResultOptions, screen: Screen): void {
  const bytes = Buffer.isBuffer(result.buffer) ? result.buffer : undefined
  if (options.out === undefined && !bytes) {
    printJson(result, options.json, screen)
    return
  }
  const content = bytes ?? Buffer.from(`${JSON.stringify(result, null, 2)}\n`)
  if (options.out !== undefined) writeFileSync(options.out, content)
  const { buffer: _, ...rest } = result
  const summary = bytes
    ? { ...rest, bytes: bytes.length }
    : { bytes: content.length, errCode: result.errCode, errMsg: result.errMsg }
  printJson(options.out === undefined ? summary : { file: options.out, ...summary }, options.json, screen)
  if (options.out === undefined && !options.json) screen.note('The answer is a file; --out <file> keeps it.')
}
