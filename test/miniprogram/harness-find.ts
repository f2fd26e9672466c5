/// <reference lib="dom" />

/** The words that are shown in an element, white space made single. */
export function visibleText(root: Element): string {
  return collect(root).replace(/\s+/g, ' ').trim()
}

function collect(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
  if (!(node instanceof HTMLElement) || isHidden(node)) return ''
  const text = [...node.childNodes].map(collect).join('')
  return node.localName === 'wx-text' || node.localName === 'span' ? text : ` ${text} `
}

function isHidden(element: HTMLElement): boolean {
  return Boolean(element.hidden) || /display:\s*none/.test(element.getAttribute('style') ?? '')
}

/**
 * The element that shows exactly these words, or has them as aria-label or placeholder: one that a tap does something
 * to, if there is one, and the innermost of them.
 */
export function findByText(root: HTMLElement, words: string): HTMLElement {
  const shown = [...root.querySelectorAll<HTMLElement>('*')].filter(element => !element.closest('[hidden]'))
  const exact = shown.filter(
    element =>
      visibleText(element) === words ||
      element.getAttribute('aria-label') === words ||
      element.getAttribute('placeholder') === words,
  )
  const found =
    exact.filter(element => element.closest('[tabindex="0"], wx-label')).pop() ??
    exact.pop() ??
    shown.filter(element => visibleText(element).includes(words)).pop()
  if (!found) throw new Error(`nothing shows "${words}" in: ${visibleText(root)}`)
  return found
}

/** The field with this aria-label, placeholder or name, or inside or named by a label with these words. */
export function findByLabel(root: HTMLElement, words: string): HTMLInputElement {
  const fields = [...root.querySelectorAll<HTMLInputElement>('input, textarea')]
  const named = (field: HTMLInputElement) => {
    const label = document.getElementById(field.getAttribute('aria-labelledby') ?? '')
    const around = field.closest('wx-label')
    return [label, around].some(element => element !== null && visibleText(element).startsWith(words))
  }
  const found =
    fields.find(field => field.getAttribute('aria-label') === words) ??
    fields.find(named) ??
    fields.find(field => field.placeholder === words) ??
    fields.find(field => field.name === words) ??
    fields.find(field => field.placeholder.includes(words))
  if (!found) throw new Error(`no field "${words}" in: ${visibleText(root)}`)
  return found
}

/** Presses and releases the mouse on an element, as a finger's tap. */
export function tapElement(element: HTMLElement): void {
  for (const type of ['mousedown', 'mouseup', 'click']) {
    element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX: 1, clientY: 1 }))
  }
}
