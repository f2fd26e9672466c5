import { texts } from '../../texts'
import { complain } from '../complain'
import { host } from '../host'
import type { BuiltinDefinition } from './builtin'
import { goOutside, leadsOutside, otherProperties } from './open-type'

/** What each `open-type` calls. */
const ways: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

/** Calls what `wx` has for it, so that both do the same; what fails is told to the page, and to the reader. */
export const navigator: BuiltinDefinition = {
  values: { openType: Object.keys(ways) },
  properties: {
    url: String,
    ...otherProperties,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    hoverClass: { type: String, value: 'navigator-hover' },
  },
  hover: [50, 600],
  start(self) {
    self.beControl('link')
    self.onTap(() => {
      if (leadsOutside(self)) return void goOutside(self)
      const openType = self.text('openType') || 'navigate'
      const way = ways[openType]
      if (!way) return complain(texts.notices.noOpenType('navigator', openType))
      const { wx } = globalThis as unknown as { wx: Record<string, (options: object) => unknown> }
      wx[way]!({
        delta: self.property('delta'),
        url: `/${host().pages.absolute(self.text('url'), self.owner)}`,
        success: (result: object) => self.fire('success', result),
        fail(error: { errMsg?: string }) {
          self.fire('fail', error)
          complain(texts.notices.failed('navigator'), new Error(error.errMsg))
        },
        complete: (result: object) => self.fire('complete', result),
      })
    })
    return {}
  },
}
