import { readFileSync, statSync } from 'node:fs'
import { type Finding, lineAndColumn } from '../../project/finding'
import { pathFrom } from '../../project/inside'
import { filesBelow } from '../../project/walk-files'
import type { Check } from './check'

const largestBytes = 20 * 1024 * 1024
const hex32 = /(?<![0-9A-Za-z_])[0-9a-f]{32}(?![0-9A-Za-z_])/gi
const appid = /(?<![0-9A-Za-z])wx[0-9a-f]{16}(?![0-9A-Za-z])/

/** Whether something that looks like an AppSecret is in what every user of the mini program downloads. */
export const checkSecrets: Check = ({ project }) => {
  const { folder, miniprogram, functions } = project
  const findings: Finding[] = []
  if (!miniprogram.path) return findings
  // A mini program in the folder of the project itself has neighbours that are never uploaded with it.
  const isEntered = (path: string, name: string) =>
    path !== functions.path && name !== 'node_modules' && !name.startsWith('.')
  for (const path of filesBelow(miniprogram.path, folder, isEntered)) {
    const text = textOf(path)
    for (const { index } of text?.matchAll(hex32) ?? []) {
      if (!looksRandom(text!.slice(index, index + 32))) continue
      const hasAppid = appid.test(text!)
      findings.push({
        severity: 'fault',
        kind: 'secret',
        place: { file: pathFrom(folder, path), ...lineAndColumn(text!, index) },
        what: hasAppid
          ? 'an appid and what looks like its secret are in the mini program'
          : 'what looks like a secret, 32 hexadecimal digits, is in the mini program',
        why: 'everybody can read what is in a mini program; with the secret they are its owner to WeChat',
        fix: 'take it out, reset the secret in the MP console, and keep it in WX_SECRET of the functions',
      })
    }
  }
  return findings
}

/** A secret has letters and digits in no order; what is counted or drawn by hand has not. */
const looksRandom = (digits: string): boolean =>
  /[a-f]/i.test(digits) && /\d/.test(digits) && new Set(digits.toLowerCase()).size >= 6

/** The text of a file; undefined for pictures and the like. */
function textOf(path: string): string | undefined {
  if (statSync(path).size > largestBytes) return undefined
  const bytes = readFileSync(path)
  return bytes.subarray(0, 8192).includes(0) ? undefined : bytes.toString('utf8')
}
