import { bindPrinter, listPrinters, unbindPrinter } from '../../../miniprogram/services/printers'
import { standInForWx } from '../fake-wx'

const shop = (openid: string[], tagidList: string[]) => () => ({ errCode: 0, openid, tagidList })

test('all tags are those of the only printer', async () => {
  standInForWx(shop(['oA'], ['123', '456']))
  expect(await listPrinters()).toEqual({
    list: [{ openid: 'oA', tags: ['123', '456'], unknown: false }],
    otherTags: [],
  })
})

test('tags that WeChat gives as one text are told apart', async () => {
  standInForWx(shop(['oA'], ['123,456']))
  expect((await listPrinters()).list[0]!.tags).toEqual(['123', '456'])
})

test('of several printers only the tags that this phone gave are known', async () => {
  standInForWx(shop(['oA', 'oB'], ['1', '2', '3']))
  await bindPrinter('oB', ['2', '3'], false)
  expect(await listPrinters()).toEqual({
    list: [
      { openid: 'oA', tags: [], unknown: true },
      { openid: 'oB', tags: ['2', '3'], unknown: false },
    ],
    otherTags: ['1'],
  })
})

test('a tag that is gone meanwhile is not shown any more', async () => {
  standInForWx(shop(['oA', 'oB'], ['2']))
  await bindPrinter('oB', ['2', '3'], false)
  expect((await listPrinters()).list[1]!.tags).toEqual(['2'])
})

test('no printers and no tags are an empty list', async () => {
  standInForWx(() => ({ errCode: 0 }))
  expect(await listPrinters()).toEqual({ list: [], otherTags: [] })
})

test('a printer is bound with the tags in one text', async () => {
  const { sent } = standInForWx()
  await bindPrinter('oA', ['1', '2'], false)
  expect(sent[0]!.data.params).toEqual({ openid: 'oA', updateType: 'bind', tagidList: '1,2' })
})

test('a printer without tags is bound without a list', async () => {
  const { sent } = standInForWx()
  await bindPrinter('oA', [], false)
  expect(sent[0]!.data.params).toEqual({ openid: 'oA', updateType: 'bind' })
})

test('tags are taken away by an empty list', async () => {
  const { sent } = standInForWx()
  await bindPrinter('oA', [], true)
  expect(sent[0]!.data.params).toEqual({ openid: 'oA', updateType: 'bind', tagidList: '' })
})

test('a printer is unbound by its OPENID alone', async () => {
  const { sent } = standInForWx()
  await unbindPrinter('oA')
  expect(sent[0]!.data).toEqual({
    method: 'logistics.updatePrinter',
    params: { openid: 'oA', updateType: 'unbind' },
  })
})
