import { createOpenapi, fixedToken } from '../../../shared'
import { startStub } from '../../support/stub-server'

/** What a call is answered, and what the next one then sends. */
async function withAnswer<T>(answer: string, run: (openapi: ReturnType<typeof client>) => Promise<T>) {
  const stub = await startStub(() => answer)
  try {
    return { made: await run(client(stub.url)), calls: stub.calls() }
  } finally {
    await stub.close()
  }
}

const client = (baseUrl: string) =>
  createOpenapi({ appid: 'wx1', auth: fixedToken('t'), baseUrl, strict: true })

test('a menu that was read can be made again under strict', async () => {
  const button = [{ name: '一', sub_button: [{ type: 'click', name: '二', key: 'k', sub_button: [] }] }]
  const { calls } = await withAnswer(
    JSON.stringify({ menu: { button, menuid: 208396938 } }),
    async openapi => {
      const { menu } = await openapi.officialAccount.menu.get()
      await openapi.officialAccount.menu.create({ button: menu.button })
    },
  )
  expect(JSON.parse(String(calls[1]!.body))).toEqual({ button })
})

test('a menuid that came as text is sent as it came', async () => {
  const { calls } = await withAnswer('{"menuid":"208379533"}', async openapi => {
    const made = await openapi.officialAccount.menu.addConditional({ button: [], matchrule: { tagId: '2' } })
    await openapi.officialAccount.menu.delConditional({ menuid: made.menuid })
  })
  expect(JSON.parse(String(calls[1]!.body))).toEqual({ menuid: '208379533' })
})

test('an order of freight insurance keeps every digit from one call to the next', async () => {
  const { calls } = await withAnswer('{"errcode":0,"order_id":2850151276313431996}', async openapi => {
    const { orderId } = await openapi.insuranceFreight.createchargeid({ quota: 1 })
    await openapi.insuranceFreight.applypay({ orderId })
  })
  expect(String(calls[1]!.body)).toMatch(/^\{"order_id":"?2850151276313431996"?\}$/)
})

test('a video comes as the members that its row names', async () => {
  const { made } = await withAnswer('{"title":"t","description":"d","down_url":"http://a"}', openapi =>
    openapi.officialAccount.material.get({ mediaId: 'm' }),
  )
  expect(made).toMatchObject({ title: 't', description: 'd', downUrl: 'http://a' })
})

test('a drama is authorised by a body', async () => {
  const { calls } = await withAnswer('{"result":[]}', openapi =>
    openapi.vod.authorizeDrama({ dramaId: [100200], authorizedAppid: 'wx2', authzExpireTime: 0 }),
  )
  expect(calls[0]).toMatchObject({ verb: 'POST' })
  expect(JSON.parse(String(calls[0]!.body))).toEqual({
    drama_id: [100200],
    authorized_appid: 'wx2',
    authz_expire_time: 0,
  })
})
