import { collect } from './collect'
import type { Draft, Place } from './draft'
import { newDraft, rootOf } from './draft'
import { type FormRow, formRows, nameOf } from './form-rows'
import type { Problem } from './read-value'
import type { Method, Param } from './rows'
import { takeApart } from './take-apart'

/** The form of a method: its parameters and the input. */
export interface Form {
  root: Param
  draft: Draft
  /** Parameters that are not in the catalogue, as a JSON object in text; empty for none. */
  extra: string
}

/** An empty form. */
export function newForm({ params }: Method): Form {
  const root = rootOf(params)
  return { root, draft: newDraft(root), extra: '' }
}

/** The current state of a form. */
export interface FormState {
  rows: FormRow[]
  params: { [name: string]: unknown }
  extraMessage: string
  /** Names of missing parameters. */
  missing: string[]
  /** Names of wrong parameters, which prevent sending. */
  wrong: string[]
}

/**
 * Reads and checks a form.
 * @param tried whether the user tried to send it, so that missing parameters are reported
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
  // Read with the same messages as a pasted form.
  const read = takeApart(rootOf([]), extra)
  if ('fault' in read) return { values: {}, message: read.fault }
  return { values: JSON.parse(extra) as { [name: string]: unknown }, message: '' }
}

/** A form filled from JSON text, or what is wrong with the text and where. */
export function fillForm({ root }: Form, text: string): Form | { fault: string } {
  const taken = takeApart(root, text)
  return 'fault' in taken ? taken : { root, draft: taken.draft, extra: taken.extra }
}
