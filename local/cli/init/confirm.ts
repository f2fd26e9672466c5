import { createInterface } from 'node:readline/promises'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { en } from './texts/en'

/** How a command that writes was told to go on. */
export interface Consent {
  readonly dryRun?: boolean
  readonly yes?: boolean
}

/**
 * Whether to write; a person at a terminal is asked.
 * @returns the exit code of a command that does not write, else undefined
 */
export async function declined(
  count: number,
  { dryRun, yes }: Consent,
  { note, noteColours }: Screen,
): Promise<number | undefined> {
  if (dryRun) {
    note(en.dry)
    return exitCodes.ok
  }
  if (yes) return undefined
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    note(noteColours.bad(en.addYes))
    return exitCodes.usage
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-D ends the input without an answer.
  const ended = new Promise<string>(resolve => lines.once('close', () => resolve('')))
  const answer = await Promise.race([lines.question(en.ask(count)).catch(() => ''), ended])
  lines.close()
  if (/^(y|yes|是|好)$/i.test(answer.trim())) return undefined
  note(en.notWritten)
  return exitCodes.ok
}
