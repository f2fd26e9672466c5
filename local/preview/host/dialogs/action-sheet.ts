import { make, makeButton } from '../dom'
import { openDialog } from './dialog'

/** Resolves to the index of the chosen item, or undefined when it was cancelled. */
export function showActionSheet(
  items: string[],
  { alertText = '', itemColor = '' } = {},
): Promise<number | undefined> {
  const frame = {
    className: 'sheet' as const,
    label: alertText || '请选择',
    dismissed: undefined,
    closesByMask: true,
  }
  return openDialog<number | undefined>(frame, (box, answer) => {
    if (alertText) box.append(make('p', 'sheet-note', {}, alertText))
    for (const [index, item] of items.entries()) {
      const button = makeButton('sheet-item', item, () => answer(index))
      if (itemColor) button.style.color = itemColor
      box.append(button)
    }
    box.append(makeButton('sheet-item cancel', '取消', () => answer(undefined)))
  })
}
