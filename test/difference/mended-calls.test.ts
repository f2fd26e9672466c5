import type { mendedCalls } from './mended'
import { type Proof, useTwoSides } from './two-sides'

const { run, requests, answer } = useTwoSides()

/** Binds a printer with one parameter more, given as values of a program; what arrived of it, and our refusals. */
async function bindBoth(values: string) {
  const seen = await run(`
    for (const [at, more] of (${values}).entries()) {
      const params = { openid: 'oABC', updateType: 'bind', more }
      await attempt('theirs ' + at, () => cloud.openapi.logistics.updatePrinter(params))
      await attempt('ours ' + at, () => openapi.logistics.updatePrinter(params))
    }`)
  const { theirs, ours } = await requests()
  const more = ({ body }: { body: Record<string, any> }) => ('more' in body ? { more: body.more } : {})
  return {
    bodies: { theirs: theirs.map(more) as { more?: unknown }[], ours: ours.map(more) },
    errors: Object.values(seen).flatMap(({ error }) => error?.errMsg ?? []),
  }
}

const proofs: { readonly [T in keyof typeof mendedCalls]: Proof } = {
  constants: async () => {
    const seen = await run(`
      const params = { jsCode: 'demo-c' }
      await attempt('theirs', () => cloud.openapi.auth.code2Session(params))
      await attempt('ours', () => openapi.auth.code2Session(params))
      await attempt('wrong', () => openapi.auth.code2Session({ ...params, grantType: 'nope' }))`)
    expect([seen.theirs.error!.errCode, seen.ours.result.errCode]).toEqual([40002, 0])
    expect(seen.wrong.error).toMatchObject({ name: 'InvalidParamsError' })
    expect((await requests()).ours[0].query.grant_type).toBe('authorization_code')
  },

  credentials: async () => {
    const seen = await run(`
      await attempt('ours', () => openapi.openApi.clearQuota())
      await attempt('overruled', () => openapi.openApi.clearQuota({ appid: 'wxother' }))
      await attempt('token', () => openapi.openApi.clearQuota({ accessToken: 'x' }))
      await attempt('theirs', () => cloud.openapi.openApi.clearQuota({ appid: 'wxother' }))`)
    expect(seen.ours.result.errCode).toBe(0)
    expect(seen.overruled.error!.errMsg).toContain('leave it out')
    expect(seen.token.error!.errMsg).toContain('leave it out')
    expect(seen.theirs.error!.errCode).toBe(40013)
  },

  'other accounts': async () => {
    const seen = await run(`
      await attempt('theirs', () => cloud.openapi({ appid: 'wxother' }).logistics.getPrinter())
      await attempt('ours', () => openapi({ appid: 'wxother' }).logistics.getPrinter())`)
    expect(seen.theirs.error).toMatchObject({ errCode: 40013 })
    expect(seen.ours.error).toMatchObject({ name: 'ConfigError', errCode: -604904 })
    expect((await requests()).ours).toEqual([])
  },

  signatures: async () => {
    const seen = await run(`
      await attempt('ours', () => openapi.auth.checkSessionKey({ openid: 'oABC' }))
      await cloud.openapi.auth.checkSessionKey({ openid: 'oABC' })`)
    expect(seen.ours.result.errCode).toBe(0)
    const { ours, theirs } = await requests()
    expect(ours[0].query).toMatchObject({ sig_method: 'hmac_sha256' })
    expect(theirs[0].query).not.toHaveProperty('sig_method')
  },

  'content types of files': async () => {
    await run(`
      const params = { media: { contentType: 'image/gif', value: Buffer.from('GIF89a') } }
      await cloud.openapi.security.imgSecCheck(params)
      await openapi.security.imgSecCheck(params)`)
    const { ours, theirs } = await requests()
    expect(ours[0].body.media.contentType).toBe('image/gif')
    expect(theirs[0].body.media.contentType).not.toBe('image/gif')
  },

  'names of files': async () => {
    await run(`
      const params = { media: { contentType: 'image/jpeg', value: Buffer.from('x') } }
      await cloud.openapi.security.imgSecCheck(params)
      await openapi.security.imgSecCheck(params)`)
    const { ours, theirs } = await requests()
    expect([ours[0].body.media.fileName, theirs[0].body.media.fileName]).toEqual(['media.jpg', 'media.jpeg'])
  },

  'own names of files': async () => {
    await run(`
      const params = { media: { contentType: 'image/png', value: Buffer.from('x'), fileName: '中 文.png' } }
      await cloud.openapi.security.imgSecCheck(params)
      await openapi.security.imgSecCheck(params)`)
    const { ours, theirs } = await requests()
    expect([ours[0].body.media.fileName, theirs[0].body.media.fileName]).toEqual(['中 文.png', 'media.png'])
  },

  'bytes of files': async () => {
    const seen = await run(`
      const params = { media: { contentType: 'image/png', value: new Uint8Array([1, 2]) } }
      await attempt('theirs', () => cloud.openapi.security.imgSecCheck(params))
      await attempt('ours', () => openapi.security.imgSecCheck(params))`)
    expect([seen.ours.result.errCode, seen.theirs.error!.errCode]).toEqual([0, 41005])
    const { ours, theirs } = await requests()
    expect(ours[0].body.media.bytes).toBe(2)
    expect(theirs[0].body.media).toEqual({ content_type: 'image/png', value: { 0: 1, 1: 2 } })
  },

  'what is no file': async () => {
    const seen = await run(`
      for (const [at, media] of [null, 'text', { value: Buffer.from('x') }].entries()) {
        await attempt('theirs ' + at, () => cloud.openapi.security.imgSecCheck({ media }))
        await attempt('ours ' + at, () => openapi.security.imgSecCheck({ media }))
      }
      await attempt('their none', () => cloud.openapi.security.imgSecCheck({}))
      await attempt('our none', () => openapi.security.imgSecCheck({}))`)
    for (const at of [0, 1, 2]) {
      expect(seen[`theirs ${at}`].error).toMatchObject({ errCode: 41005 })
      expect(seen[`ours ${at}`].error).toMatchObject({ name: 'InvalidParamsError' })
    }
    // What is left out is for WeChat to miss, on both sides.
    expect([seen['their none'].error!.errCode, seen['our none'].error!.errCode]).toEqual([41005, 41005])
  },

  'names of functions': async () => {
    const seen = await run(`
      await attempt('theirs', async () => typeof (await cloud.openapi.kfWork.bind({ corpid: 'c' })))
      await attempt('ours', () => openapi.kfWork.bind({ corpid: 'c' }))`)
    expect(seen.theirs.result).toBe('function')
    expect(seen.ours.result).toMatchObject({ errCode: 0, errMsg: 'openapi.kfWork.bind:ok' })
    const { ours, theirs } = await requests()
    expect([ours.length, theirs.length]).toEqual([1, 0])
  },

  'names of nothing': async () => {
    const seen = await run(`
      await attempt('theirs', () => cloud.openapi.logistics.getPrintre())
      await attempt('ours', () => openapi.logistics.getPrintre())
      await attempt('far', () => [typeof openapi.logistics.printLabels, typeof openapi.parcels])`)
    expect(seen.theirs.error).toMatchObject({ errCode: -604100 })
    expect(seen.ours.error?.errCode).toBe(-604100)
    expect(seen.ours.error?.errMsg).toContain('getPrinter')
    expect(seen.far.result).toEqual(['undefined', 'undefined'])
  },

  'user keys': async () => {
    await run(`
      const params = { touser: 'oABC', templateId: 't', data: { thingName: { value: 'x' } } }
      await cloud.openapi.subscribeMessage.send(params)
      await openapi.subscribeMessage.send(params)`)
    const { ours, theirs } = await requests()
    expect(Object.keys(ours[0].body.data)).toEqual(['thingName'])
    expect(Object.keys(theirs[0].body.data)).toEqual(['thing_name'])
  },

  'irregular names': async () => {
    await run(`
      const params = { beginTime: 1, endTime: 2 }
      const call = api => api.comment.getCommentList(params).catch(() => {})
      await call(cloud.openapi)
      await call(openapi)`)
    const { ours, theirs } = await requests()
    expect(Object.keys(theirs[0].query)).toEqual(['begin_time', 'end_time'])
    expect(Object.keys(ours[0].query)).toEqual(expect.arrayContaining(['endTime']))
  },

  'JSON inside JSON': async () => {
    await answer('operation.getPerformance', { errcode: 0, default_time_data: '{"list":[1]}' })
    const seen = await run(`
      const task = { env: 'e', functionName: 'f', delayTime: 9, data: { a: 1 } }
      await attempt('none', () => cloud.openapi.cloudbase.addDelayedFunctionTask(task))
      await attempt('sent', () => openapi.cloudbase.addDelayedFunctionTask(task))
      const params = { costTimeType: 1, defaultStartTime: 1, defaultEndTime: 2, device: '', networktype: '',
        scene: '', isDownloadCode: '' }
      await attempt('theirs', () => cloud.openapi.operation.getPerformance(params))
      await attempt('ours', () => openapi.operation.getPerformance(params))`)
    const { ours, theirs } = await requests()
    expect([ours[0].body.data, theirs[0].body.data]).toEqual(['{"a":1}', { a: 1 }])
    expect([seen.sent.result.errCode, seen.none.error!.errCode]).toEqual([0, 47001])
    expect(seen.ours.result.defaultTimeData).toEqual({ list: [1] })
    expect(seen.theirs.result.defaultTimeData).toBe('{"list":[1]}')
  },

  parameters: async () => {
    const seen = await run(`
      for (const [at, params] of ['ab', [1], 5, new Map([['a', 1]])].entries()) {
        await attempt('theirs ' + at, () => cloud.openapi.logistics.getPrinter(params))
        await attempt('ours ' + at, () => openapi.logistics.getPrinter(params))
      }`)
    for (const at of [0, 1, 2, 3]) {
      expect(seen[`theirs ${at}`].result.errCode).toBe(0)
      expect(seen[`ours ${at}`].error!.errMsg).toContain('must be an object')
    }
    const { ours, theirs } = await requests()
    expect(theirs.map(({ query }) => query)).toEqual([{ 0: 'a', 1: 'b' }, { 0: '1' }, {}, {}])
    expect(ours).toEqual([])
  },

  dates: async () => {
    const { bodies, errors } = await bindBoth('[new Date(0), new Date(NaN)]')
    expect(bodies.theirs).toEqual([{ more: '1970-01-01T00:00:00.000Z' }, { more: null }])
    expect(errors).toEqual(Array(2).fill(expect.stringContaining('more is a Date')))
  },

  'values without JSON': async () => {
    const { bodies, errors } = await bindBoth(`[
      NaN, Infinity, () => 1, Symbol('x'), 5n, new Uint8Array([1]), Buffer.from('a'), new ArrayBuffer(1),
      new Map([['a', 1]]), new Set([1]), Promise.resolve(1), [() => 1],
    ]`)
    expect(bodies.theirs.map(({ more }) => more)).toEqual([
      ...[null, null, undefined, undefined, 5, { 0: 1 }, { type: 'Buffer', data: [97] }],
      ...[{}, {}, {}, {}, [null]],
    ])
    expect(errors).toEqual(Array(12).fill(expect.stringMatching(/:fail more(\[0\])? (is|holds) /)))
  },

  'objects with toJSON': async () => {
    const { bodies } = await bindBoth('[{ own: 1, toJSON: () => ({ given: 1 }) }]')
    expect(bodies).toEqual({ theirs: [{ more: { own: 1 } }], ours: [{ more: { given: 1 } }] })
  },

  collisions: async () => {
    const seen = await run(`
      const params = { openid: 'oABC', updateType: 'bind', update_type: 'unbind' }
      await attempt('theirs', () => cloud.openapi.logistics.updatePrinter(params))
      await attempt('ours', () => openapi.logistics.updatePrinter(params))`)
    expect(seen.theirs.result.errCode).toBe(0)
    expect(seen.ours.error).toMatchObject({ name: 'InvalidParamsError' })
    expect((await requests()).ours).toEqual([])
  },

  'await of a namespace': async () => {
    const seen = await run(`
      await attempt('ours', async () => {
        const { inspect } = require('node:util')
        return [await openapi === openapi, await openapi.logistics === openapi.logistics, inspect(openapi).length > 0,
          JSON.stringify(openapi.logistics)]
      })
      process.on('unhandledRejection', () => {})
      await attempt('theirs', () => Promise.race([
        Promise.resolve(cloud.openapi.logistics).then(() => 'settled'),
        // Later calls are answered while it still is not.
        cloud.openapi.logistics.getAllDelivery({}).then(() => cloud.openapi.logistics.getAllDelivery({}))
          .then(() => 'pending'),
      ]))`)
    expect(seen.ours.result).toEqual([true, true, true, '{}'])
    expect(seen.theirs.result).toBe('pending')
    const { ours, theirs } = await requests()
    const isLater = ({ path }: { path: string }) => path.endsWith('/delivery/getall')
    expect([ours, theirs.filter(call => !isLater(call)).map(({ path }) => path)]).toEqual([
      [],
      ['openapi.logistics.then'],
    ])
  },

  'depth and cycles': async () => {
    const seen = await run(`
      const circle = { openid: 'oABC', updateType: 'bind' }
      circle.more = { circle }
      let deep = 1
      for (let level = 0; level < 20000; level += 1) deep = [deep]
      const attemptBoth = async (name, params) => {
        await attempt('their ' + name, () => cloud.openapi.logistics.updatePrinter(params))
        await attempt('our ' + name, () => openapi.logistics.updatePrinter(params))
      }
      await attemptBoth('circle', circle)
      await attemptBoth('depth', { openid: 'oABC', updateType: 'bind', deep })`)
    for (const name of ['circle', 'depth']) {
      expect(seen[`their ${name}`].error!.message).toContain('call stack')
      expect(seen[`our ${name}`].error!.name).toBe('InvalidParamsError')
    }
    expect(seen['our circle'].error!.errMsg).toContain('more.circle')
  },
}

test.each(Object.entries(proofs))('%s', (_, prove) => prove())
