import type { Param } from './rows'

/** A file that was chosen. */
export interface ChosenFile {
  contentType: string
  base64: string
  bytes: number
}

/** The input for one parameter, with all its parts. Only the parts that its kind needs are used. */
export interface Draft {
  /** What was typed. */
  text: string
  /** The index of the choice; `none` for no choice, `other` for a typed value. */
  chosen: number
  /** The members of an object. */
  members: { [name: string]: Draft }
  /** The items of a list, or the values of a map. */
  items: Draft[]
  /** The name of a value in a map. */
  key: string
  file: ChosenFile | null
  /** Whether the members of an object are shown. */
  isOpen: boolean
}

/** Nothing is chosen. */
export const none = -1
/** A value that is not one of the choices was typed. */
export const other = -2
/** An empty text, list or object, which is sent as such. */
export const sentEmpty = -3

/** An empty form. Required objects are expanded. */
export function newDraft(param: Param): Draft {
  const members: { [name: string]: Draft } = {}
  for (const member of param.members) members[member.name] = newDraft(member)
  return { text: '', chosen: none, members, items: [], key: '', file: null, isOpen: !param.optional }
}

/** The parameters of a method as the members of one object. */
export const rootOf = (params: Param[]): Param => ({
  name: '',
  kind: 'object',
  optional: false,
  values: [],
  members: params,
  note: '',
})

/** Whether anything was filled in. */
export function isFilled(draft: Draft): boolean {
  if (draft.text || draft.chosen !== none || draft.items.length || draft.file) return true
  return Object.keys(draft.members).some(name => isFilled(draft.members[name]!))
}

/** The place of a part in a form: names of members and places of items, `cargo/detailList/0/name`. */
export type Place = string

/** The place of a part of the part at `place`. */
export const under = (place: Place, step: string | number): Place => (place ? `${place}/${step}` : `${step}`)

/** The part of a form at a place, with its input; undefined if there is none. */
export function partAt(param: Param, draft: Draft, place: Place): { param: Param; draft: Draft } | undefined {
  let part: { param: Param; draft: Draft } | undefined = { param, draft }
  for (const step of place ? place.split('/') : []) part = part && inner(part.param, part.draft, step)
  return part
}

function inner(param: Param, draft: Draft, step: string): { param: Param; draft: Draft } | undefined {
  const member = param.members.find(({ name }) => name === step)
  if (member) return { param: member, draft: draft.members[step]! }
  const item = draft.items[Number(step)]
  return param.item && item && { param: param.item, draft: item }
}

/** The form with a change at one place; everything else is the same object as before. */
export function changeAt(draft: Draft, place: Place, change: Partial<Draft>): Draft {
  if (!place) return { ...draft, ...change }
  const [step, ...rest] = place.split('/')
  const below = rest.join('/')
  const member = draft.members[step!]
  if (member) {
    return { ...draft, members: { ...draft.members, [step!]: changeAt(member, below, change) } }
  }
  const items = draft.items.map((item, at) => (at === Number(step) ? changeAt(item, below, change) : item))
  return { ...draft, items }
}

/** The form with one more item in a list or map. */
export function addItem(param: Param, draft: Draft, place: Place): Draft {
  const part = partAt(param, draft, place)
  if (!part?.param.item) return draft
  const item = { ...newDraft(part.param.item), isOpen: true }
  return changeAt(draft, place, { items: [...part.draft.items, item] })
}

/** The form without the item at a place. */
export function removeItem(param: Param, draft: Draft, place: Place): Draft {
  const cut = place.lastIndexOf('/')
  const list = place.slice(0, cut)
  const at = Number(place.slice(cut + 1))
  const part = partAt(param, draft, list)
  return part ? changeAt(draft, list, { items: part.draft.items.filter((_, one) => one !== at) }) : draft
}
