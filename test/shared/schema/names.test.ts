import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fromWire, toWire } from '../../../shared/schema/names'
import measured from '../../facts/wx-server-sdk-names.json'

describe('our names become names on the wire', () => {
  test.each([
    ['tagidList', 'tagid_list'],
    ['tagid_list', 'tagid_list'],
    ['openid', 'openid'],
    ['md5Sum', 'md5_sum'],
    ['thing01', 'thing01'],
    ['industryId_1', 'industry_id_1'],
  ])('%s is sent as %s', (ours, wire) => {
    expect(toWire(ours)).toBe(wire)
  })

  test('every capital counts by itself, also in a run of capitals', () => {
    expect(toWire('appID')).toBe('app_i_d')
    expect(toWire('aBCd')).toBe('a_b_cd')
  })

  test('a capital at the start only changes its case', () => {
    expect(toWire('MsgId')).toBe('msg_id')
    expect(toWire('A')).toBe('a')
  })

  test('letters that are not ASCII stay as they are', () => {
    expect(toWire('中文Key')).toBe('中文_key')
    expect(toWire('ÉÀ')).toBe('ÉÀ')
  })

  test('an underscore before a capital does not swallow the one that the capital brings', () => {
    expect(toWire('a_B')).toBe('a__b')
  })
})

describe('names on the wire become ours', () => {
  test.each([
    ['tagid_list', 'tagidList'],
    ['errcode', 'errcode'],
    ['p2p_id', 'p2pId'],
    ['_id', 'Id'],
  ])('%s is read as %s', (wire, ours) => {
    expect(fromWire(wire)).toBe(ours)
  })

  test.each(['thing_01', 'is_3d', 'MsgId', 'CreateTime', 'UPPER_CASE', 'id_', '__'])(
    '%s stays as it is',
    name => {
      expect(fromWire(name)).toBe(name)
    },
  )

  test('only the underscores before a small letter fold', () => {
    expect(fromWire('industry_id_1')).toBe('industryId_1')
    expect(fromWire('a__b')).toBe('a_B')
    expect(fromWire('中文_key')).toBe('中文Key')
  })
})

test('both ways agree with wx-server-sdk on every name that it was measured with', () => {
  const ours = measured.keyRequestResponse.map(([key]) => [key, toWire(key!), fromWire(key!)])
  expect(ours).toEqual(measured.keyRequestResponse)
  expect(ours.length).toBeGreaterThan(80)
})

test.each([
  ['constructor', 'constructor', 'constructor'],
  ['hasOwnProperty', 'has_own_property', 'hasOwnProperty'],
  ['__proto__', '__proto__', '_Proto__'],
])('%s, a name of the language itself, is a name like any other', (name, wire, back) => {
  expect(toWire(name)).toBe(wire)
  expect(fromWire(wire)).toBe(back)
})

describe('what is remembered', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const grownBytes = (work: () => void): number => {
    collect()
    const before = process.memoryUsage().heapUsed
    work()
    collect()
    return process.memoryUsage().heapUsed - before
  }

  test('the same answer comes before and after many other names', () => {
    expect(toWire('goodsId')).toBe('goods_id')
    for (let turn = 0; turn < 20_000; turn += 1) toWire(`key${turn}Name`)
    expect(toWire('goodsId')).toBe('goods_id')
  })

  test('hundreds of thousands of names do not stay in memory', () => {
    const grown = grownBytes(() => {
      for (let turn = 0; turn < 300_000; turn += 1) toWire(`aRatherLongNameOfSomeUserNumber${turn}`)
    })
    expect(grown).toBeLessThan(8_000_000)
  })

  test('very long names do not stay in memory', () => {
    const grown = grownBytes(() => {
      for (let turn = 0; turn < 2_000; turn += 1)
        fromWire(Buffer.alloc(20_000, `x_${turn}`).toString('latin1'))
    })
    expect(grown).toBeLessThan(8_000_000)
  })
})
