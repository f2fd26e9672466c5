import { texts } from '../../texts'
import { complain } from '../complain'
import { host } from '../host'
import { temporaryUrl } from '../wx/cloud/storage'
import { addressOf } from '../wx/files'
import type { BuiltinDefinition } from './builtin'

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

/**
 * Where the browser finds a picture: at a URL, among the files of this page (`wxfile://`), in the cloud's storage
 * (`cloud://`), or in the mini program, relative to the page or component `owner`.
 */
export function pictureAddress(source: string, owner?: string): string | Promise<string> {
  if (/^(https?|data|blob):/.test(source)) return source
  if (source.startsWith('wxfile://')) return addressOf(source)
  const { surroundings, assetUrl } = host()
  if (!source.startsWith('cloud://')) return assetUrl(source, owner)
  if (!surroundings.cloud) throw new Error(texts.notices.noCloud)
  return temporaryUrl(surroundings.cloud, source)
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
    const show = async (source: string) => {
      try {
        const address = await pictureAddress(source, self.owner)
        // Meanwhile another one may be wanted.
        if (source === self.text('src')) picture.setAttribute('src', address)
      } catch {
        if (source === self.text('src')) fail()
      }
    }
    let shown = ''
    return {
      update() {
        const source = self.text('src')
        if (!source) picture.removeAttribute('src')
        else if (source !== shown) void show(source)
        shown = source
        picture.alt = self.text('ariaLabel')
        self.element.removeAttribute('aria-label')
      },
    }
  },
}
