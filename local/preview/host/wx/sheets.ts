import { phoneTexts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { mayLoad } from '../foreign-files'
import { ApiFailure } from './call-style'

/** One thing that the person types, ticks or chooses. */
export interface SheetField {
  label: string
  value?: string
  /** A text by default; a ticked box gives `yes`, an empty one nothing. */
  kind?: 'number' | 'tick'
  /** The values to choose from, with the words of each. */
  choices?: readonly (readonly [value: string, words: string])[]
  /** Whether it may stay empty. */
  isOptional?: boolean
}

/** What WeChat's app asks or shows at the foot of the phone. */
interface Sheet<Name extends string> {
  title: string
  about?: string
  /** Shown in rows; an empty value is left out. */
  facts?: readonly (readonly [label: string, value: string])[]
  /** The address of a picture; one that the browser may not load is left out. */
  picture?: string
  fields?: Readonly<Record<Name, SheetField>>
  /** The words of the button that agrees. */
  allow?: string
  /** The words of the button that does not; with null there is one button alone. */
  refuse?: string | null
}

/** Asks the person; resolves to what the fields hold, or to undefined when they refuse or close the sheet. */
export function askSheet<Name extends string = never>(
  sheet: Sheet<Name>,
): Promise<Record<Name, string> | undefined> {
  const { title, about, facts = [], picture, fields } = sheet
  const frame = { className: 'sheet' as const, label: title, dismissed: undefined, closesByMask: true }
  return openDialog<Record<Name, string> | undefined>(frame, (box, answer) => {
    box.append(make('h2', 'ask-title', {}, title))
    if (about) box.append(make('p', 'ask-about', {}, about))
    if (picture && mayLoad(picture, 'picture'))
      box.append(make('img', 'ask-picture', { src: picture, alt: phoneTexts.picture }))
    const rows = facts.filter(([, value]) => value !== '')
    const list = rows.flatMap(([label, value]) => [make('dt', '', {}, label), make('dd', '', {}, value)])
    if (list.length > 0) box.append(make('dl', 'ask-facts', {}, ...list))
    const controls = Object.entries<SheetField>(fields ?? {}).map(
      ([name, field]) => [name, makeControl(field), field] as const,
    )
    for (const [, control, field] of controls) box.append(labelled(control, field))
    const agree = () => {
      const wrong = controls.find(([, control, field]) => !isFilled(control, field))
      for (const [, control] of controls) control.toggleAttribute('aria-invalid', control === wrong?.[1])
      if (wrong) return wrong[1].focus()
      const values = controls.map(([name, control]) => [name, typedIn(control)])
      return answer(Object.fromEntries(values) as Record<Name, string>)
    }
    box.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) agree()
    })
    const buttons = make('div', 'ask-buttons')
    if (sheet.refuse !== null) {
      const refuse = makeButton('ask-refuse', sheet.refuse ?? phoneTexts.cancel, () => answer(undefined))
      buttons.append(refuse)
    }
    buttons.append(makeButton('ask-allow', sheet.allow ?? phoneTexts.confirm, agree))
    box.append(buttons)
  })
}

/** What the person typed. @throws ApiFailure when they closed the sheet */
export async function askOrCancel<Name extends string>(
  title: string,
  fields: Record<Name, SheetField>,
): Promise<Record<Name, string>> {
  const typed = await askSheet({ title, fields })
  if (!typed) throw new ApiFailure('cancel')
  return typed
}

/** Asks whether to do something that leaves the mini program. @throws ApiFailure when the person refuses */
export async function confirmOrCancel(sheet: Sheet<never>): Promise<void> {
  if (!(await askSheet(sheet))) throw new ApiFailure('cancel')
}

/** Shows something that ends with one button. */
export const showSheet = (sheet: Omit<Sheet<never>, 'fields' | 'refuse'>): Promise<unknown> =>
  askSheet({ allow: phoneTexts.close, ...sheet, refuse: null })

type Control = HTMLInputElement | HTMLSelectElement

function makeControl({ value = '', kind, choices }: SheetField): Control {
  if (choices) {
    const options = choices.map(([choice, words]) => make('option', '', { value: choice }, words))
    const select = make('select', 'ask-field', {}, ...options)
    if (value) select.value = value
    return select
  }
  if (kind === 'tick') {
    const box = make('input', 'ask-tick', { type: 'checkbox' })
    box.checked = value !== ''
    return box
  }
  const field = make('input', 'ask-field', { type: 'text', autocomplete: 'off' })
  if (kind === 'number') field.inputMode = 'decimal'
  field.value = value
  return field
}

const labelled = (control: Control, { label, kind }: SheetField): HTMLElement =>
  kind === 'tick'
    ? make('label', 'ask-row ask-row-tick', {}, control, make('span', '', {}, label))
    : make('label', 'ask-row', {}, make('span', '', {}, label), control)

const typedIn = (control: Control): string =>
  control instanceof HTMLInputElement && control.type === 'checkbox'
    ? control.checked
      ? 'yes'
      : ''
    : control.value.trim()

function isFilled(control: Control, { kind, isOptional }: SheetField): boolean {
  const value = typedIn(control)
  if (kind === 'tick' || (isOptional && value === '')) return true
  return value !== '' && (kind !== 'number' || Number.isFinite(Number(value)))
}
