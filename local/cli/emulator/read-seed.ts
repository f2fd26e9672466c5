import { readFileSync } from 'node:fs'
import { ConfigError } from '../../../shared/index'
import type { EmulatorOptions } from '../../emulator/index'
import { findJsonFault } from '../../project/json/read-json'

/** What a seed may say, of the options of an emulator. */
const known = [
  'accounts',
  'tokenPolicy',
  'quota',
  'faults',
  'answers',
  'calls',
  'collections',
  'clock',
  'logSize',
  'profile',
] as const

const lists: readonly string[] = ['accounts', 'faults', 'calls', 'collections']

/**
 * Reads a seed file.
 * @throws ConfigError that says which file, which line, and what is wrong
 */
export function readSeed(file: string): EmulatorOptions {
  const text = read(file)
  const fault = findJsonFault(text)
  if (fault) {
    const before = text.slice(0, fault.at).split('\n')
    const column = [...before[before.length - 1]!].length + 1
    const advice = fault.advice ? `; ${fault.advice}` : ''
    throw refused(file, `is not JSON: line ${before.length}, column ${column}: ${fault.problem}${advice}`)
  }
  const seed: unknown = JSON.parse(text)
  if (typeof seed !== 'object' || seed === null || Array.isArray(seed)) {
    throw refused(file, 'must be a JSON object')
  }
  for (const [name, value] of Object.entries(seed)) {
    if (!known.includes(name as (typeof known)[number])) {
      throw refused(file, `has "${name.slice(0, 40)}"; it may have ${known.join(', ')}`)
    }
    if (lists.includes(name) && !Array.isArray(value)) throw refused(file, `has ${name} that is no list`)
  }
  return seed as EmulatorOptions
}

function read(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw refused(
      file,
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not UTF-8' : `cannot be read: ${code}`,
    )
  }
}

const refused = (file: string, problem: string): ConfigError =>
  new ConfigError({ what: `the seed ${file} ${problem}` })
