import type { Builtin, BuiltinDefinition } from './builtin'

/** Accessibility attributes that WXML allows on every built-in, as properties. */
const ariaNames = (
  'Checked Controls Describedby Disabled Expanded Haspopup Hidden Invalid Label Labelledby Level Live Modal ' +
  'Multiline Multiselectable Orientation Readonly Required Role Selected Valuemax Valuemin Valuenow Valuetext'
).split(' ')
const ariaProperties = [...ariaNames.map(name => `aria${name}`), 'role', 'tabindex']

/** What every built-in takes. */
export const commonProperties = {
  hidden: Boolean,
  hoverClass: String,
  hoverStopPropagation: Boolean,
  /** In milliseconds; -1 is the built-in's own. */
  hoverStartTime: { type: Number, value: -1 },
  hoverStayTime: { type: Number, value: -1 },
  ...Object.fromEntries(ariaProperties.map(name => [name, null])),
}

/** Writes the properties that are set onto an element. */
export function writeAria(element: HTMLElement, data: Record<string, unknown>): void {
  for (const property of ariaProperties) {
    const value = data[property]
    if (value === null || value === undefined || value === '') continue
    element.setAttribute(attributeOf(property), String(value))
  }
}

function attributeOf(property: string): string {
  if (property === 'ariaRole') return 'role'
  return property.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)
}

/** Presses that an inner built-in keeps from those around it. */
const kept = new WeakSet<Event>()

/** Shows the classes of `hover-class` while the built-in is pressed. */
export function showHover(self: Builtin, [start, stay]: NonNullable<BuiltinDefinition['hover']>): void {
  let timer: number | undefined
  const after = (name: string, usual: number, run: () => void) => {
    const given = name ? Number(self.property(name)) : 0
    window.clearTimeout(timer)
    timer = window.setTimeout(run, given >= 0 ? given : usual)
  }
  let shown: string[] = []
  const toggle = (isOn: boolean) => {
    for (const name of shown) self.instance._$.toggleNodeClass(name, isOn, 3)
  }
  const hide = () => {
    toggle(false)
    shown = []
  }
  self.element.addEventListener('pointerdown', event => {
    if (kept.has(event)) return
    if (self.isOn('hoverStopPropagation')) kept.add(event)
    const classes = self.text('hoverClass')
    if (!classes || classes === 'none' || self.isOn('disabled')) return
    after('hoverStartTime', start, () => {
      hide()
      shown = classes.split(/\s+/).filter(Boolean)
      toggle(true)
    })
  })
  self.element.addEventListener('pointerup', () => after('hoverStayTime', stay, hide))
  for (const end of ['pointercancel', 'pointerleave']) {
    self.element.addEventListener(end, () => after('', 0, hide))
  }
}
