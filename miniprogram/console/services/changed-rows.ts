import type { FormRow } from './form-rows'

/**
 * What has to be set so that these rows are shown: all of them when one came or went, else only those that changed.
 * A form can have a hundred rows, and every letter that is typed comes here.
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
