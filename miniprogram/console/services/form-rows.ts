import { isUndocumented } from './collect'
import { type Draft, isFilled, none, other, type Place, sentEmpty, under } from './draft'
import { choicesOf, type Problem } from './read-value'
import type { Param } from './rows'

/** How a line of a form is filled in. */
export type Control = 'text' | 'choice' | 'group' | 'list' | 'file' | 'key'

/** One line of a form, as it is shown. */
export interface FormRow {
  /** Its place; unique in a form. */
  place: Place
  control: Control
  /** Its depth, from 0. */
  level: number
  name: string
  /** Its full name, for screen readers. */
  fullName: string
  /** The expected input, in words. */
  type: string
  required: boolean
  hint: string
  /** What is wrong. */
  message: string
  /** What may be wrong but can be sent. */
  doubt: string
  value: string
  keyboard: 'text' | 'number' | 'digit'
  /** Whether it is multiline. */
  isLong: boolean
  choices: string[]
  chosen: number
  chosenText: string
  /** Whether a value other than the choices is typed. */
  isOther: boolean
  isOpen: boolean
  /** Whether it is an item that can be removed. */
  canRemove: boolean
  picture: string
}

interface Showing {
  problems: { [place: Place]: Problem }
  /** Whether to report missing fields too, after the first attempt. */
  tried: boolean
}

/** The lines of a form, from top to bottom, without collapsed parts. */
export function formRows(root: Param, draft: Draft, showing: Showing): FormRow[] {
  const rows: FormRow[] = []
  for (const member of root.members) {
    addRows(rows, member, draft.members[member.name]!, { place: member.name, level: 0 }, showing)
  }
  return rows
}

interface Where {
  place: Place
  level: number
  /** The name of an item; else that of the parameter. */
  name?: string
  canRemove?: boolean
}

function addRows(rows: FormRow[], param: Param, draft: Draft, where: Where, showing: Showing): void {
  rows.push(rowOf(param, draft, where, showing))
  const { place, level } = where
  if (param.kind === 'object' && draft.isOpen) {
    for (const member of param.members) {
      const below = { place: under(place, member.name), level: level + 1 }
      addRows(rows, member, draft.members[member.name]!, below, showing)
    }
  }
  if (param.kind !== 'array' && param.kind !== 'record') return
  draft.items.forEach((item, at) => {
    const own = under(place, at)
    const isMap = param.kind === 'record'
    if (isMap) rows.push(keyRow(item, `${own}/*`, level + 1, showing))
    const below = isMap
      ? { place: own, level: level + 2, name: item.key || '值' }
      : { place: own, level: level + 1, name: `[${at}]`, canRemove: true }
    addRows(rows, { ...param.item!, optional: false }, item, below, showing)
  })
}

function rowOf(param: Param, draft: Draft, where: Where, showing: Showing): FormRow {
  const { place, level, name = param.name, canRemove = false } = where
  const choices = param.kind === 'boolean' || param.kind === 'oneOf' ? choiceTexts(param) : []
  const chosen = shownChoice(param, draft)
  return {
    ...empty,
    place,
    control: controls[param.kind] || 'text',
    level,
    name,
    fullName: nameOf(place),
    type: typeText(param),
    required: !param.optional,
    hint: hintOf(param, draft),
    message: messageAt(place, showing),
    doubt: isUndocumented(param, draft) ? '微信的文档里没有这个值，仍可发送' : '',
    value: draft.text,
    keyboard: param.kind === 'integer' ? 'number' : param.kind === 'number' ? 'digit' : 'text',
    isLong: param.kind === 'string' || param.kind === 'json',
    choices,
    chosen,
    chosenText: draft.chosen === none ? '' : choices[chosen]!,
    isOther: draft.chosen === other,
    isOpen: draft.isOpen,
    canRemove,
    picture: pictureOf(draft),
  }
}

const empty = { value: '', keyboard: 'text' as const, choices: [], chosen: 0, chosenText: '' }

const keyRow = ({ key }: Draft, place: Place, level: number, showing: Showing): FormRow => ({
  ...empty,
  place,
  control: 'key',
  level,
  name: '键名',
  fullName: nameOf(place.replace(/\*$/, '键名')),
  type: '文字',
  required: true,
  hint: '',
  message: messageAt(place, showing),
  doubt: '',
  value: key,
  isLong: false,
  isOther: false,
  isOpen: false,
  canRemove: true,
  picture: '',
})

const messageAt = (place: Place, { problems, tried }: Showing): string => {
  const problem = problems[place]
  return problem && (tried || problem.kind === 'wrong') ? problem.message : ''
}

/** `cargo/detailList/0/name` as `cargo.detailList[0].name`. */
export const nameOf = (place: Place): string => place.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replace(/\//g, '.')

const controls: { readonly [kind: string]: Control } = {
  boolean: 'choice',
  oneOf: 'choice',
  object: 'group',
  array: 'list',
  record: 'list',
  media: 'file',
}

const types: { readonly [kind in Param['kind']]: string } = {
  string: '文字',
  integer: '整数',
  number: '数字',
  bigInteger: '整数',
  boolean: '是或否',
  oneOf: '选一个',
  object: '对象',
  array: '列表',
  record: '键值表',
  json: '文字或 JSON',
  media: '图片',
}

function typeText({ kind, item, min, max }: Param): string {
  const text = kind === 'array' && item ? `${types[item.kind]}${types.array}` : types[kind]
  if (max !== undefined) return `${text}，${min === undefined ? '最多' : `${min} 到`} ${max}`
  return min === undefined ? text : `${text}，最少 ${min}`
}

const leaveOut = '不填'
const otherValue = '其他值…'

/** Choices as shown: none, the values, and for enums any other, because WeChat adds values. */
function choiceTexts(param: Param): string[] {
  const values = choicesOf(param).map(String)
  return [...(param.optional ? [leaveOut] : []), ...values, ...(param.kind === 'oneOf' ? [otherValue] : [])]
}

function shownChoice(param: Param, { chosen }: Draft): number {
  const first = param.optional ? 1 : 0
  if (chosen === other) return first + choicesOf(param).length
  return chosen < 0 ? 0 : first + chosen
}

/** The choice for a picked line, the inverse. */
export function choiceAt(param: Param, picked: number): number {
  const at = param.optional ? picked - 1 : picked
  return at < 0 ? none : at >= choicesOf(param).length ? other : at
}

function hintOf({ kind, note, members }: Param, draft: Draft): string {
  if (draft.chosen === sentEmpty && !isFilled({ ...draft, chosen: none })) return `会发送空的${types[kind]}`
  if (kind === 'object' && !draft.isOpen) {
    const inside = `内含 ${members.map(({ name }) => name).join('、')}`
    return [note, isFilled(draft) ? '已填写' : inside].filter(Boolean).join(' · ')
  }
  return note
}

const pictureOf = ({ file }: Draft): string => (file ? `data:${file.contentType};base64,${file.base64}` : '')

/**
 * What to set to show these rows: all of them if one was added or removed, else only the changed ones.
 * A form can have a hundred rows, and this runs on every keystroke.
 */
export function changedRows(shown: FormRow[], rows: FormRow[]): { [path: string]: FormRow | FormRow[] } {
  const isSameForm = shown.length === rows.length && rows.every(({ place }, at) => shown[at]!.place === place)
  if (!isSameForm) return { rows }
  const changes: { [path: string]: FormRow } = {}
  rows.forEach((row, at) => {
    if (JSON.stringify(row) !== JSON.stringify(shown[at])) changes[`rows[${at}]`] = row
  })
  return changes
}
