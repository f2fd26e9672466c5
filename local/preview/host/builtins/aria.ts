/** Accessibility attributes that WXML allows on every built-in, as properties. */
export const ariaProperties: Record<string, unknown> = {
  ariaLabel: String,
  ariaRole: String,
  ariaHidden: null,
  ariaChecked: null,
  ariaDisabled: null,
  ariaExpanded: null,
  ariaSelected: null,
  ariaLive: String,
  ariaLevel: null,
  ariaDescribedby: String,
  ariaLabelledby: String,
  ariaHaspopup: null,
  ariaModal: null,
  tabindex: null,
}

/** Writes the properties that are set onto an element. */
export function writeAria(element: HTMLElement, data: Record<string, unknown>): void {
  for (const property of Object.keys(ariaProperties)) {
    const value = data[property]
    if (value === null || value === undefined || value === '') continue
    element.setAttribute(attributeOf(property), String(value))
  }
}

function attributeOf(property: string): string {
  if (property === 'ariaRole') return 'role'
  return property.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)
}
