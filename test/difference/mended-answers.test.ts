import type { mendedAnswers } from './mended'
import { type Proof, useTwoSides } from './two-sides'

const { emulator, run, answer, see } = useTwoSides()

const proofs: { readonly [T in keyof typeof mendedAnswers]: Proof } = {
  'long numbers': async () => {
    const { theirs, ours } = await see([{ rawBody: '{"errcode":0,"a":1e400}' }])
    expect([ours[0].result.a, theirs[0].error!.errCode]).toEqual(['1e400', -601001])
    await answer('logistics.getPrinter', '{"errcode":0,"id":271781022721654784,"lat":23.0999940000001234}')
    const seen = await run(`
      await attempt('theirs', () => cloud.openapi.logistics.getPrinter())
      await attempt('ours', () => openapi.logistics.getPrinter())
      await attempt('shape', async () => Object.keys((await cloud.openapi.logistics.getPrinter()).id))`)
    expect(seen.ours.result).toMatchObject({ id: '271781022721654784', lat: 23.099994000000123 })
    expect(seen.shape.result).toEqual(['s', 'e', 'c'])
  },

  'keys that fold into one': async () => {
    const { theirs, ours } = await see([{ rawBody: '{"errcode":0,"a_b":1,"aB":2}' }])
    expect([theirs[0].result.aB, theirs[0].result.a_b]).toEqual([1, undefined])
    expect(ours[0].result).toMatchObject({ a_b: 1, aB: 2 })
  },

  'prototype keys': async () => {
    const { theirs, ours } = await see([{ rawBody: '{"errcode":0,"constructor":1}' }])
    expect([ours[0].result.constructor, theirs[0].error!.errCode]).toEqual([1, -601001])
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

  'order of keys': async () => {
    await answer('logistics.getPrinter', '{"errcode":0,"first_one":1,"second":2,"third_one":3}')
    const seen = await run(`
      const order = async api => Object.keys(await api.logistics.getPrinter())
      await attempt('theirs', () => order(cloud.openapi))
      await attempt('ours', () => order(openapi))`)
    expect(seen.ours.result).toEqual(['firstOne', 'second', 'thirdOne', 'errMsg', 'errCode'])
    expect(seen.theirs.result).toEqual(['second', 'firstOne', 'thirdOne', 'errMsg', 'errCode'])
  },

  'byte order marks': async () => {
    const { theirs, ours } = await see([{ rawBody: '\ufeff{"errcode":0,"a":1}' }])
    expect([ours[0].result.a, theirs[0].error!.errCode]).toEqual([1, -601001])
  },

  'depth of answers': async () => {
    const answerOf = (levels: number) => ({
      rawBody: `{"errcode":0,"deep":${'['.repeat(levels)}${']'.repeat(levels)}}`,
    })
    const { theirs, ours } = await see([answerOf(900), answerOf(1_500), answerOf(20_000)])
    expect(ours.map(({ error }) => error?.errCode)).toEqual([undefined, -604103, -604103])
    expect(theirs.map(({ error }) => error?.errCode)).toEqual([undefined, undefined, -601001])
  },

  'answers that are none': async () => {
    const { theirs, ours } = await see([
      { rawBody: '' },
      { rawBody: 'no JSON' },
      { rawBody: '5' },
      { rawBody: '', contentType: 'text/plain' },
      { rawBody: '', contentType: 'image/png' },
      { rawBody: '<html>', contentType: 'text/html' },
      { rawBody: '<html>', contentType: null },
      { rawBody: 'success', contentType: 'text/plain' },
      { rawBody: '[]' },
      { rawBody: { base64: 'iVBORw==' }, contentType: 'image/png' },
      { http: 503 },
      { redirectTo: 'http://127.0.0.1:1/' },
    ])
    expect(ours.map(({ error }) => error?.errCode)).toEqual(Array(12).fill(-604103))
    expect(theirs.map(({ result, error }) => error?.errCode ?? Object.keys(result)[0])).toEqual([
      ...[-601001, -601001, 'errMsg', 'result'],
      ...Array(3).fill('contentType'),
      ...['result', 'errMsg'],
      ...Array(3).fill('contentType'),
    ])
  },

  'mislabelled answers': async () => {
    const types = ['image/png', 'text/html', 'application/octet-stream', null]
    const { theirs, ours } = await see(
      types.map(contentType => ({ rawBody: '{"errcode":0,"a_b":1}', contentType })),
    )
    expect(ours.map(({ result }) => result?.aB)).toEqual([1, 1, 1, 1])
    expect(theirs.map(({ result }) => result?.contentType)).toEqual(types.map(type => type ?? ''))
  },

  'mislabelled errors': async () => {
    await answer('wxacode.get', { errcode: 45029, errmsg: 'no more' }, { contentType: 'image/jpeg' })
    const seen = await run(`
      await attempt('theirs', async () => Object.keys(await cloud.openapi.wxacode.get({ path: 'a' })))
      await attempt('ours', () => openapi.wxacode.get({ path: 'a' }))`)
    expect(seen.theirs.result).toContain('buffer')
    expect(seen.ours.error).toMatchObject({ name: 'WeChatError', errCode: 45029 })
  },

  'errcodes as text': async () => {
    const { theirs, ours } = await see([
      { rawBody: '{"errcode":"0","a_b":1}' },
      { rawBody: '{"errcode":"40003","errmsg":"x"}' },
    ])
    expect(ours[0].result).toMatchObject({ aB: 1, errCode: 0 })
    expect(ours[1].error).toMatchObject({ name: 'WeChatError', errCode: 40003 })
    expect(theirs.map(({ error }) => error?.errCode)).toEqual(['0', '40003'])
  },

  'errcodes that are none': async () => {
    const errcodes = [null, false, '', 1.5, true, 'abc']
    const { theirs, ours } = await see(
      errcodes.map(errcode => ({ rawBody: JSON.stringify({ errcode, a: 1 }) })),
    )
    expect(ours.map(({ error }) => error?.errCode)).toEqual(errcodes.map(() => -604103))
    expect(theirs.map(({ result, error }) => result?.errCode ?? error?.errCode)).toEqual([
      ...[0, 0, 0],
      ...[1.5, true, 'abc'],
    ])
  },

  'errCode for errcode': async () => {
    const { theirs, ours } = await see([{ rawBody: '{"errCode":7,"errMsg":"x"}' }])
    expect(theirs[0].result).toEqual({ errCode: 0, errMsg: 'openapi.logistics.getPrinter:ok' })
    expect(ours[0].error).toMatchObject({ errCode: 7, errMsg: 'openapi.logistics.getPrinter:fail x' })
  },

  'words of errors': async () => {
    const errmsgs = [undefined, '', 7, 'one\ntwo', `the secret ${emulator().secret}`, 'x'.repeat(600)]
    const { theirs, ours } = await see(
      errmsgs.map(errmsg => ({ rawBody: JSON.stringify({ errcode: 5, errmsg }) })),
    )
    const none = 'no reason given'
    const fail = (words: unknown) => `openapi.logistics.getPrinter:fail ${words}`
    expect(theirs.map(({ error }) => error!.errMsg)).toEqual(errmsgs.map(fail))
    expect(ours.map(({ error }) => error!.errMsg)).toEqual(
      [none, none, none, 'one two', 'the secret [redacted]', `${'x'.repeat(500)}…`].map(fail),
    )
  },

  'members of errors': async () => {
    const { theirs, ours } = await see([{ rawBody: '{"errcode":40003,"errmsg":"invalid openid"}' }])
    const same = { errCode: 40003, errMsg: 'openapi.logistics.getPrinter:fail invalid openid' }
    expect(theirs[0].error).toEqual({ ...same, name: 'Error', message: expect.any(String) })
    expect(ours[0].error).toMatchObject({ ...same, name: 'WeChatError', method: 'logistics.getPrinter' })
    expect(ours[0].error!.fix).toContain('openid')
  },

  'lost connections': async () => {
    const { theirs, ours } = await see([{ executeThenReset: true }])
    expect(theirs[0].error).toMatchObject({ name: 'Error', errCode: -501001 })
    expect(ours[0].error).toMatchObject({ name: 'TransportError', errCode: -604901, maybeExecuted: true })
  },
}

test.each(Object.entries(proofs))('%s', (_, prove) => prove())
