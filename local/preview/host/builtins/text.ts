import type { Builtin, BuiltinDefinition } from './builtin'
import { decodeEntities } from './rich-text'

export const text: BuiltinDefinition = {
  properties: {
    selectable: Boolean,
    userSelect: Boolean,
    space: String,
    decode: Boolean,
    overflow: { type: String, value: 'visible' },
    maxLines: null,
    mode: String,
  },
  reflected: ['userSelect', 'selectable', 'space', 'overflow'],
  start(self) {
    let watcher: MutationObserver | undefined
    return {
      update() {
        const lines = Number(self.property('maxLines')) || 0
        self.element.classList.toggle('wx--clamped', lines > 0)
        self.element.style.setProperty('--text-lines', lines > 0 ? String(lines) : '')
        if (!self.isOn('decode') || watcher) return
        watcher = new MutationObserver(() => decode(self))
        watcher.observe(self.element, { characterData: true, childList: true, subtree: true })
        decode(self)
      },
    }
  },
}

/** What the page sets as text comes with its entities as they are written. */
function decode(self: Builtin): void {
  const walker = document.createTreeWalker(self.element, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    const decoded = decodeEntities(node.data)
    if (decoded !== node.data) node.data = decoded
  }
}
