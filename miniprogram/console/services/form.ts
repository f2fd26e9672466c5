import { collect } from './collect'
import type { Draft, Place } from './draft'
import { newDraft, rootOf } from './draft'
import { type FormRow, formRows, nameOf } from './form-rows'
import type { Problem } from './read-value'
import type { Method, Param } from './rows'
import { takeApart } from './take-apart'

/** The form of a method: what it asks for, and what was filled in. */
export interface Form {
  root: Param
  draft: Draft
  /** Parameters that the catalogue does not know, as a JSON object in text; empty for none. */
  extra: string
}

/** An empty form. */
export function newForm({ params }: Method): Form {
  const root = rootOf(params)
  return { root, draft: newDraft(root), extra: '' }
}

/** What a form says at a moment. */
export interface FormState {
  rows: FormRow[]
  params: { [name: string]: unknown }
  extraMessage: string
  /** Names of what is missing. */
  missing: string[]
  /** Names of what is wrong, so that nothing can be sent. */
  wrong: string[]
}

/**
 * Reads and checks a form.
 * @param tried whether it was to be sent already, so that what is missing is said
 */
export function readForm({ root, draft, extra }: Form, tried: boolean): FormState {
  const { params, problems } = collect(root, draft)
  const more = readExtra(extra)
  const names = (kind: Problem['kind']) =>
    Object.keys(problems)
      .filter(place => problems[place]!.kind === kind)
      .map((place: Place) => nameOf(place.replace(/\/\*$/, '')))
  return {
    rows: formRows(root, draft, { problems, tried }),
    params: { ...params, ...more.values },
    extraMessage: more.message,
    missing: names('missing').filter(name => !(name in more.values)),
    wrong: [...names('wrong'), ...(more.message ? ['其他参数'] : [])],
  }
}

function readExtra(extra: string): { values: { [name: string]: unknown }; message: string } {
  if (!extra.trim()) return { values: {}, message: '' }
  // Read with the same words as a pasted form.
  const read = takeApart(rootOf([]), extra)
  if ('fault' in read) return { values: {}, message: read.fault }
  return { values: JSON.parse(extra) as { [name: string]: unknown }, message: '' }
}

/** A form filled from JSON text, or what is wrong with the text and where. */
export function fillForm({ root }: Form, text: string): Form | { fault: string } {
  const taken = takeApart(root, text)
  return 'fault' in taken ? taken : { root, draft: taken.draft, extra: taken.extra }
}
