import { readFileSync, statSync } from 'node:fs'
import type { Comment } from '@babel/types'
import { filesBelow, pathFrom } from '../../project/files'
import { type Finding, lineAndColumn } from '../../project/finding'
import { parseSource, SourceFault } from '../calls/parse-source'
import { en } from '../texts/en'
import type { Check } from './check'

const largestBytes = 20 * 1024 * 1024
const largestProgram = 1024 * 1024
/** Files that never tell a secret: prose, maps of bundles, styles, pictures, sounds and fonts. */
const isPassedOver = /\.(md|map|wxss|png|jpe?g|gif|webp|svg|mp[34]|ttf|woff2?)$/i
/** A name like appSecret, with the digits as its whole value; the digits are the group. */
const named =
  /(?<![0-9A-Za-z])(?:wx_?|weixin_?|wechat_?|mp_?|my_?)?(?:app_?)?secret(?:_?key)?["']?\s*[:=]\s*(["'`])([0-9a-f]{32})\1/gi
/** What follows `secret=`, in a URL too. */
const inQuery = /(?<![0-9A-Za-z])(?:app_?)?secret=([0-9a-f]{32})(?![0-9A-Za-z_])/gi
const appid = /(?<![0-9A-Za-z])wx[0-9a-f]{16}(?![0-9A-Za-z])/

/** Whether something that looks like an AppSecret is in what every user of the mini program downloads. */
export const checkSecrets: Check = ({ project }) => {
  const { folder, miniprogram, functions } = project
  const findings: Finding[] = []
  if (!miniprogram.path) return findings
  // A mini program in the folder of the project itself has neighbours that are never uploaded with it.
  const isEntered = (path: string, name: string) =>
    path !== functions.path && path !== functions.built && name !== 'node_modules' && !name.startsWith('.')
  for (const path of filesBelow(miniprogram.path, folder, isEntered)) {
    if (isPassedOver.test(path)) continue
    const text = textOf(path)
    if (text === undefined || !/secret/i.test(text)) continue
    const hasAppid = appid.test(text)
    for (const index of secretsIn(text, commentsIn(path, text))) {
      findings.push({
        severity: 'fault',
        kind: 'secret',
        place: { file: pathFrom(folder, path), ...lineAndColumn(text, index) },
        what: hasAppid ? en.secrets.withAppid : en.secrets.alone,
        why: en.secrets.why,
        fix: en.secrets.fix,
      })
    }
  }
  return findings
}

/** Where the digits of a secret begin, outside of comments. */
function secretsIn(text: string, comments: readonly Comment[]): number[] {
  const found = [named, inQuery].flatMap(pattern => Array.from(text.matchAll(pattern)))
  return found
    .map(({ index, 0: whole }) => index + whole.search(/[0-9a-f]{32}/i))
    .filter(at => !comments.some(({ start, end }) => start! <= at && at < end!))
    .filter(at => looksRandom(text.slice(at, at + 32)))
    .sort((a, b) => a - b)
}

/** A secret has letters and digits in no order; a placeholder such as 32 zeros has not. */
const looksRandom = (digits: string): boolean =>
  /[a-f]/i.test(digits) && /\d/.test(digits) && new Set(digits.toLowerCase()).size >= 6

/** The comments of a program; of what does not parse everything counts. */
function commentsIn(path: string, text: string): readonly Comment[] {
  if (!/\.([mc]?[jt]s|wxs)$/.test(path) || text.length > largestProgram) return []
  try {
    return parseSource(path, path, text).comments
  } catch (error) {
    if (error instanceof SourceFault) return []
    throw error
  }
}

/** The text of a file; undefined for pictures and the like. */
function textOf(path: string): string | undefined {
  if (statSync(path).size > largestBytes) return undefined
  const bytes = readFileSync(path)
  return bytes.subarray(0, 8192).includes(0) ? undefined : bytes.toString('utf8')
}
