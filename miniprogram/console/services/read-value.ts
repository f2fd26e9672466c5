import type { Draft } from './draft'
import { none, other, sentEmpty } from './draft'
import type { Param } from './rows'

/** What is wrong with the input. */
export type Problem = { kind: 'wrong' | 'missing'; message: string }

/** A value, nothing at all, or what is wrong. */
export type Read = { value: unknown } | { problem: Problem } | undefined

const wrong = (message: string): Read => ({ problem: { kind: 'wrong', message } })

/** The choices of a parameter, as they are sent. */
export const choicesOf = ({ kind, values }: Param): (string | number | boolean)[] =>
  kind === 'boolean' ? [true, false] : values

/** Reads the input for a parameter without parts. */
export function readValue(param: Param, draft: Draft): Read {
  if (param.kind === 'boolean' || param.kind === 'oneOf') return readChoice(param, draft)
  if (param.kind === 'media') {
    const { file } = draft
    return file ? { value: { contentType: file.contentType, base64: file.base64 } } : undefined
  }
  if (!draft.text) return draft.chosen === sentEmpty ? { value: '' } : undefined
  if (param.kind === 'json') return readJson(draft.text)
  return param.kind === 'string' ? readText(param, draft.text) : readNumber(param, draft.text.trim())
}

function readChoice(param: Param, { chosen, text }: Draft): Read {
  if (chosen === none) return undefined
  if (chosen !== other) return { value: choicesOf(param)[chosen] }
  if (!text) return wrong('请填写要发送的值')
  const isNumeric = param.values.every(value => typeof value === 'number')
  return isNumeric ? readNumber({ ...param, kind: 'number' }, text.trim()) : { value: text }
}

function readText({ min, max }: Param, text: string): Read {
  const length = Array.from(text).length
  if (max !== undefined && length > max) return wrong(`最多 ${max} 个字，现在 ${length} 个`)
  if (min !== undefined && length < min) return wrong(`最少 ${min} 个字，现在 ${length} 个`)
  return { value: text }
}

function readNumber({ kind, min, max }: Param, text: string): Read {
  const isWhole = /^-?\d+$/.test(text)
  if (kind === 'bigInteger') {
    if (!isWhole) return wrong('要填整数')
    return { value: Number.isSafeInteger(Number(text)) ? Number(text) : text }
  }
  if (kind === 'integer' && !isWhole) return wrong('要填整数')
  if (!/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return wrong('要填数字')
  const value = Number(text)
  if (isWhole && !Number.isSafeInteger(value)) return wrong('数字太大，会丢失末尾几位')
  if (min !== undefined && value < min) return wrong(`不能小于 ${min}`)
  if (max !== undefined && value > max) return wrong(`不能大于 ${max}`)
  return { value }
}

/** Anything that does not start like JSON is text. */
function readJson(text: string): Read {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return /^\s*[[{"]/.test(text) ? wrong('这段 JSON 写得不对') : { value: text }
  }
}
