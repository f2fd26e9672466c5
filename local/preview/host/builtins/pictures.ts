import { texts } from '../../texts'
import { complain } from '../complain'
import { mayLoad } from '../foreign-files'
import type { BuiltinDefinition } from './builtin'
import { showFile } from './file-address'

/** The sign of each type, whether it is on a disc, and its colour. */
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
        if (!found) return complain(texts.notices.noIcon(self.text('type')))
        const [sign, hasDisc, colour] = found
        glyph.textContent = sign
        glyph.toggleAttribute('disc', hasDisc)
        glyph.style.setProperty('--icon-size', `${Number.parseFloat(self.text('size'))}px`)
        glyph.style.setProperty('--icon-colour', self.text('color') || colour)
      },
    }
  },
}

export const image: BuiltinDefinition = {
  properties: { src: String, mode: { type: String, value: 'scaleToFill' }, lazyLoad: Boolean },
  reflected: ['mode'],
  start(self) {
    const picture = self.inner<HTMLImageElement>('picture')
    const fail = () => self.fire('error', { errMsg: texts.notices.noImage(self.text('src')) })
    picture.addEventListener('load', event => {
      event.stopPropagation()
      self.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    })
    picture.addEventListener('error', event => {
      event.stopPropagation()
      fail()
    })
    return {
      update() {
        const source = self.text('src')
        // Its box then shows where it would be.
        if (mayLoad(source, 'picture')) self.element.removeAttribute('data-address')
        else self.element.setAttribute('data-address', source)
        void showFile(picture, 'src', source, self.owner, fail)
        picture.alt = self.text('ariaLabel')
        self.element.removeAttribute('aria-label')
      },
    }
  },
}
