import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.menu.addConditional({ button: [{ name: '名字' }], matchrule: {} }),
  // @ts-expect-error the method is called addConditional
  openapi.officialAccount.menu.addConditiona({ button: [{ name: '名字' }], matchrule: {} }),
  openapi.officialAccount.menu.create({
    button: [{ name: '名字', subButton: [{ name: '一', subButton: [] }] }],
  }),
  openapi.officialAccount.menu.delConditional({ menuid: '208379533' }),
  openapi.officialAccount.menu.delConditional({ menuid: 208379533 }),
  // @ts-expect-error menuid is digits or a number
  openapi.officialAccount.menu.delConditional({ menuid: true }),
]
