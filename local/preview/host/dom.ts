/** Stands before every class of the preview's own, so that its styles and those of the mini program never meet. */
export const ownClass = (name: string) => `preview--${name}`

/** Makes an element: `make('button', 'confirm', { type: 'button' }, '确定')` with the class `preview--confirm`. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (className) element.className = className.split(' ').map(ownClass).join(' ')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** A button that does something when clicked. */
export function makeButton(className: string, text: string, onClick: () => void): HTMLButtonElement {
  const button = make('button', className, { type: 'button' }, text)
  button.addEventListener('click', onClick)
  return button
}
