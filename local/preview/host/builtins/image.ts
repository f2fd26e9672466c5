import { host } from '../host'
import type { BuiltinDefinition } from './builtin'

export const image: BuiltinDefinition = {
  properties: { src: String, mode: { type: String, value: 'scaleToFill' }, lazyLoad: Boolean },
  reflected: ['mode'],
  start(self) {
    const picture = self.inner<HTMLImageElement>('picture')
    picture.addEventListener('load', event => {
      event.stopPropagation()
      self.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    })
    picture.addEventListener('error', event => {
      event.stopPropagation()
      self.fire('error', { errMsg: `the image ${self.text('src')} cannot be loaded` })
    })
    return {
      update() {
        const source = self.text('src')
        const address = /^(https?|data|blob):/.test(source) ? source : host().assetUrl(source, self.owner)
        if (!source) picture.removeAttribute('src')
        else if (picture.getAttribute('src') !== address) picture.setAttribute('src', address)
        picture.alt = self.text('ariaLabel')
        self.element.removeAttribute('aria-label')
      },
    }
  },
}
