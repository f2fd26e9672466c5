import { isSecret, secretName } from '../../../shared/errors/secrets'
import { isObject } from '../../../shared/schema/objects'
import { SealedSecret } from '../accounts/account'
import { isUpload } from '../platform/members'

const masked = '***'
// `name=value`, `"name": "value"`, also inside another text, where each quote has a backslash before it, and parts of a
// multipart body. What is cut off in the middle is masked to its end.
const secretInText = new RegExp(
  `(${secretName.source}\\\\*["']?(?:\\s*[:=]\\s*|\\r?\\n\\r?\\n))(?:(\\\\*["']).*?(?:(?<!\\\\)\\2|$)|[^\\s&]+)`,
  'gis',
)
// What is logged is kept: a log must not hold the memory of every upload ever made.
const mostCharacters = 65_536
const deepestLevel = 50
/** The form of every secret that is sealed. */
const likeSecret = /(?<![\da-f])[\da-f]{32}(?![\da-f])/g
const hide = (found: string, secret: SealedSecret): string => (secret.matches(found) ? masked : found)

/** A secret by its value, or sealed. */
type Secret = string | SealedSecret

/** Alone, WeChat's parameter `token` tells the order of a courier; a token that opens something says what. */
const isMasked = (name: string, value: unknown): boolean => name !== 'token' && isSecret(name, value)

interface Masking {
  readonly secrets: readonly Secret[]
  /** How many characters may still be shown. */
  room: number
}

/**
 * What may be shown of a value that was sent: secrets by name and by value are masked, files are described, and what
 * is long or deep is cut with an ellipsis.
 */
export function mask(value: unknown, secrets: readonly Secret[]): unknown {
  return maskValue(value, { secrets, room: mostCharacters }, 0)
}

/**
 * The same for the text of a body that could not be read: what follows the name of a secret is masked, whatever it is.
 */
export function maskUnread(text: string, secrets: readonly Secret[]): string {
  return maskText(text.replace(secretInText, `$1${masked}`), { secrets, room: mostCharacters })
}

function maskValue(value: unknown, masking: Masking, level: number): unknown {
  if (typeof value === 'string') return maskText(value, masking)
  masking.room -= 8
  if (!isObject(value)) return value
  if (isUpload(value)) {
    const fileName = value.fileName === undefined ? undefined : maskText(value.fileName, masking)
    return { fileName, contentType: maskText(value.contentType, masking), bytes: value.bytes.length }
  }
  if (level >= deepestLevel) return '…'
  if (Array.isArray(value)) {
    const shown: unknown[] = []
    for (const item of value) {
      shown.push(masking.room > 0 ? maskValue(item, masking, level + 1) : '…')
      if (masking.room <= 0) break
    }
    return shown
  }
  return maskMembers(value as Record<string, unknown>, masking, level)
}

function maskMembers(value: Record<string, unknown>, masking: Masking, level: number): object {
  // Without a prototype, so that `__proto__` is shown like any other key.
  const shown: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(value)) {
    if (masking.room <= 0) {
      shown['…'] = '…'
      break
    }
    const name = maskText(key, masking)
    shown[name] = isMasked(key, value[key]) ? masked : maskValue(value[key], masking, level + 1)
  }
  return shown
}

function maskText(text: string, masking: Masking): string {
  const kept = text.length > masking.room ? `${text.slice(0, Math.max(0, masking.room))}…` : text
  masking.room -= kept.length + 8
  let shown = kept
  for (const secret of masking.secrets) {
    if (secret instanceof SealedSecret) shown = shown.replace(likeSecret, found => hide(found, secret))
    else if (shown.includes(secret)) shown = shown.split(secret).join(masked)
  }
  return shown.replace(/EMU_[\w-]{20,}/g, masked)
}
