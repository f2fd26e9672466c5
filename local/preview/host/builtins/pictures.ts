import { phoneTexts, texts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { mayLoad } from '../foreign-files'
import { type BuiltinDefinition, cssLength } from './builtin'
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
  circle: ['○', false, '#c9c9c9'],
  info_circle: ['ⓘ', false, '#10aeff'],
}

export const icon: BuiltinDefinition = {
  /** `size` in px. */
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  start(self) {
    const glyph = self.inner('glyph')
    glyph.setAttribute('aria-hidden', 'true')
    return {
      update() {
        // As in WeChat there is nothing where the type is unknown, or not known yet.
        const [sign, hasDisc, colour] = signs[self.text('type')] ?? ['', false, '']
        glyph.textContent = sign
        glyph.toggleAttribute('disc', hasDisc)
        glyph.style.setProperty('--icon-size', cssLength(self.property('size')))
        glyph.style.setProperty('--icon-colour', self.text('color') || colour)
      },
    }
  },
}

export const image: BuiltinDefinition = {
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    alt: String,
    lazyLoad: Boolean,
    fadeIn: Boolean,
    webp: Boolean,
    forceHttp: Boolean,
    showMenuByLongpress: Boolean,
  },
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
    self.instance._$.addListener('longpress', () => {
      if (self.isOn('showMenuByLongpress') && picture.src) void openMenu(picture.src)
    })
    return {
      update() {
        const source = self.text('src')
        // Its box then shows where it would be.
        if (mayLoad(source, 'picture')) self.element.removeAttribute('data-address')
        else self.element.setAttribute('data-address', source)
        picture.loading = self.isOn('lazyLoad') ? 'lazy' : 'eager'
        void showFile(picture, 'src', source, self.owner, fail)
        picture.alt = self.text('ariaLabel') || self.text('alt')
        self.element.removeAttribute('aria-label')
      },
    }
  },
}

/** The menu of a picture that is pressed long; saving it takes it to this computer. */
function openMenu(address: string): Promise<void> {
  const frame = {
    className: 'sheet' as const,
    label: phoneTexts.picture,
    dismissed: undefined,
    closesByMask: true,
  }
  return openDialog<void>(frame, (box, answer) => {
    const save = makeButton('sheet-item', phoneTexts.savePicture, () => {
      make('a', '', { href: address, download: '' }).click()
      answer()
    })
    box.append(
      save,
      makeButton('sheet-item cancel', phoneTexts.cancel, () => answer()),
    )
  })
}
