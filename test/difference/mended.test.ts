import { type Emulator, startEmulator } from '../../local/emulator'
import { type Outcome, runChild, withCloud } from '../local/emulator/gateway/run-child'
import { ask } from '../local/emulator/plain-client'
import { useLibrary } from './library'
import type { mended } from './mended'

const library = useLibrary()
let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

/** Runs a program that has both: `cloud.openapi` of the untouched SDK, and our `openapi`. */
const run = (program: string): Promise<Record<string, Outcome>> =>
  runChild(
    emulator.env,
    withCloud(`
      const { createOpenapi } = require(${JSON.stringify(library.file)})
      const openapi = createOpenapi({ payAppKey: 'demo-pay-app-key', sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==' })
      ${program}`),
  )

/** The calls as WeChat saw them, by the side that made them. */
async function requests(): Promise<{ theirs: any[]; ours: any[] }> {
  const entries: any[] = (await ask(emulator.port, 'GET', '/__emu/log')).json
  const calls = entries.filter(({ method }) => method !== 'auth.getStableAccessToken')
  return {
    theirs: calls.filter(({ through }) => through === 'cloud'),
    ours: calls.filter(({ through }) => through === undefined),
  }
}

const answer = (method: string, rawBody: unknown, more: object = {}) =>
  ask(emulator.port, 'POST', '/__emu/faults', {
    json: {
      match: { method },
      action: { rawBody: typeof rawBody === 'string' ? rawBody : JSON.stringify(rawBody), ...more },
    },
  })

type Proof = () => Promise<void>

const proofs: { readonly [T in keyof typeof mended]: Proof } = {
  constants: async () => {
    const seen = await run(`
      const params = { jsCode: 'c' }
      await attempt('theirs', () => cloud.openapi.auth.code2Session(params))
      await attempt('ours', () => openapi.auth.code2Session(params))`)
    expect([seen.theirs.error!.errCode, seen.ours.result.errCode]).toEqual([40002, 0])
    expect((await requests()).ours[0].query.grant_type).toBe('authorization_code')
  },

  credentials: async () => {
    const seen = await run(`
      await attempt('ours', () => openapi.openApi.clearQuota())
      await attempt('overruled', () => openapi.openApi.clearQuota({ appid: 'wxother' }))
      await attempt('theirs', () => cloud.openapi.openApi.clearQuota({ appid: 'wxother' }))`)
    expect(seen.ours.result.errCode).toBe(0)
    expect(seen.overruled.error!.errMsg).toContain('leave it out')
    expect(seen.theirs.error!.errCode).toBe(40013)
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

  'names of functions': async () => {
    const seen = await run(`
      await attempt('theirs', async () => typeof (await cloud.openapi.kfWork.bind({ corpid: 'c' })))
      await attempt('ours', () => openapi.kfWork.bind({ corpid: 'c' }))`)
    expect(seen.theirs.result).toBe('function')
    expect(seen.ours.result).toMatchObject({ errCode: 0, errMsg: 'openapi.kfWork.bind:ok' })
    const { ours, theirs } = await requests()
    expect([ours.length, theirs.length]).toEqual([1, 0])
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

  'long numbers': async () => {
    await answer('logistics.getPrinter', '{"errcode":0,"id":271781022721654784,"lat":23.0999940000001234}')
    const seen = await run(`
      await attempt('theirs', () => cloud.openapi.logistics.getPrinter())
      await attempt('ours', () => openapi.logistics.getPrinter())
      await attempt('shape', async () => Object.keys((await cloud.openapi.logistics.getPrinter()).id))`)
    expect(seen.ours.result).toMatchObject({ id: '271781022721654784', lat: 23.099994000000123 })
    expect(seen.shape.result).toEqual(['s', 'e', 'c'])
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

  'prototype keys': async () => {
    await answer('logistics.getPrinter', '{"errcode":0,"__proto__":{"isAdmin":true}}')
    const seen = await run(`
      const look = async api => {
        const result = await api.logistics.getPrinter()
        return [result.isAdmin === true, Object.getPrototypeOf(result) === Object.prototype]
      }
      await attempt('theirs', () => look(cloud.openapi))
      await attempt('ours', () => look(openapi))`)
    expect(seen.ours.result).toEqual([false, true])
    expect(seen.theirs.error).toMatchObject({ errCode: -601001 })
  },

  'mislabelled errors': async () => {
    await answer('wxacode.get', { errcode: 45029, errmsg: 'no more' }, { contentType: 'image/jpeg' })
    const seen = await run(`
      await attempt('theirs', async () => Object.keys(await cloud.openapi.wxacode.get({ path: 'a' })))
      await attempt('ours', () => openapi.wxacode.get({ path: 'a' }))`)
    expect(seen.theirs.result).toContain('buffer')
    expect(seen.ours.error).toMatchObject({ name: 'WeChatError', errCode: 45029 })
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
        new Promise(resolve => setTimeout(resolve, 500, 'pending')),
      ]))`)
    expect(seen.ours.result).toEqual([true, true, true, '{}'])
    expect(seen.theirs.result).toBe('pending')
    const { ours, theirs } = await requests()
    expect([ours, theirs.map(({ path }) => path)]).toEqual([[], ['openapi.logistics.then']])
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

  'order of keys': async () => {
    await answer('logistics.getPrinter', '{"errcode":0,"first_one":1,"second":2,"third_one":3}')
    const seen = await run(`
      const order = async api => Object.keys(await api.logistics.getPrinter())
      await attempt('theirs', () => order(cloud.openapi))
      await attempt('ours', () => order(openapi))`)
    expect(seen.ours.result).toEqual(['firstOne', 'second', 'thirdOne', 'errMsg', 'errCode'])
    expect(seen.theirs.result).toEqual(['second', 'firstOne', 'thirdOne', 'errMsg', 'errCode'])
  },
}

test.each(Object.entries(proofs))('%s', (_, prove) => prove())
