import { complain } from '../complain'
import { host } from '../host'
import type { BuiltinDefinition } from './builtin'

export const navigator: BuiltinDefinition = {
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    hoverClass: { type: String, value: 'navigator-hover' },
  },
  hasHover: true,
  start(self) {
    self.beControl('link')
    self.onTap(() => {
      const { pages } = host()
      const url = pages.absolute(self.text('url'), self.owner)
      const ways: Record<string, () => void> = {
        navigate: () => pages.open(url, 'navigateTo'),
        redirect: () => pages.open(url, 'redirectTo'),
        switchTab: () => pages.open(url, 'switchTab'),
        reLaunch: () => pages.open(url, 'reLaunch'),
        navigateBack: () => pages.back(Number(self.property('delta'))),
      }
      const way = ways[self.text('openType')]
      if (!way) return complain(`the preview has no navigator open-type "${self.text('openType')}"`)
      try {
        way()
      } catch (error) {
        complain('navigator failed', error)
      }
    })
    return {}
  },
}
