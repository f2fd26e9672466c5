import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.menu.addConditional({ button: [{ name: '名字' }], matchrule: {} }),
  // @ts-expect-error the method is called addConditional
  openapi.officialAccount.menu.addConditiona({ button: [{ name: '名字' }], matchrule: {} }),
]
