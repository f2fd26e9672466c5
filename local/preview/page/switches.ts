import { make } from '../host/dom'

/** A row of radio buttons under a title. */
export function makeSwitch(
  title: string,
  choices: { value: string; words: string }[],
  current: string,
  onChange: (value: string) => void,
): HTMLElement {
  const name = title.toLowerCase().replace(/\W+/g, '-')
  const fieldset = make('fieldset', 'switch', {}, make('legend', '', {}, title))
  for (const { value, words } of choices) {
    const radio = make('input', '', { type: 'radio', name, value })
    radio.checked = value === current
    radio.addEventListener('change', () => onChange(value))
    fieldset.append(make('label', '', {}, radio, ` ${words}`))
  }
  return fieldset
}
