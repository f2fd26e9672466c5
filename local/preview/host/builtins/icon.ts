import { complain } from '../complain'
import type { BuiltinDefinition } from './builtin'

/** The sign of each type, whether it stands on a disc, and its colour. */
const signs: Record<string, [sign: string, hasDisc: boolean, colour: string]> = {
  success: ['✓', true, '#07c160'],
  success_no_circle: ['✓', false, '#07c160'],
  info: ['i', true, '#10aeff'],
  warn: ['!', true, '#fa5151'],
  waiting: ['…', true, '#10aeff'],
  cancel: ['×', true, '#fa5151'],
  clear: ['×', true, '#b2b2b2'],
  download: ['↓', true, '#07c160'],
  search: ['⌕', false, '#b2b2b2'],
}

export const icon: BuiltinDefinition = {
  /** `size` in px. */
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  start(self) {
    const glyph = self.inner('glyph')
    glyph.setAttribute('aria-hidden', 'true')
    return {
      update() {
        const found = signs[self.text('type')]
        if (!found) return complain(`the preview has no icon type "${self.text('type')}"`)
        const [sign, hasDisc, colour] = found
        glyph.textContent = sign
        glyph.toggleAttribute('disc', hasDisc)
        glyph.style.setProperty('--icon-size', `${Number.parseFloat(self.text('size'))}px`)
        glyph.style.setProperty('--icon-colour', self.text('color') || colour)
      },
    }
  },
}
