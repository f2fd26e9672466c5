import * as check from '../../../miniprogram/services/checks'

test('tags may be parted by commas of both widths, spaces and lines, and count once', () => {
  expect(check.readTags(' 123，456, 123\n789 ')).toEqual(['123', '456', '789'])
})

test('nothing typed is no tag', () => expect(check.readTags(' , ')).toEqual([]))

test('ten tags are fine', () => {
  expect(check.checkTags(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])).toBe('')
})

test('eleven tags are one too many', () => {
  const tags = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']
  expect(check.checkTags(tags)).toBe('最多 10 个标签，现在有 11 个，请删掉 1 个')
})

test('a tag that is not a number is named', () => {
  expect(check.checkTags(['12', 'ab'])).toBe('标签 ID 只能是数字：ab')
})

test.each(['', 'oABC', 'oDEMO_user_00000000000000001', 'o-_A'])('"%s" can be an OPENID', openid => {
  expect(check.checkOpenid(openid)).toBe('')
})

test.each(['o A', 'o中', 'o.A', 'oABC '])('"%s" cannot be an OPENID', openid => {
  expect(check.checkOpenid(openid)).not.toBe('')
})

test('an OPENID of another length is doubted, not refused', () => {
  expect(check.doubtOpenid('oABC')).toContain('28 位')
})

test('an OPENID of the usual form is not doubted', () => {
  expect(check.doubtOpenid('oDEMO_user_00000000000000001')).toBe('')
})

test.each([
  ['13800138000', true],
  ['19900000000', true],
  ['12800138000', false],
  ['1380013800', false],
  ['+8613800138000', false],
  ['', true],
])('mobile "%s" is right: %s', (mobile, right) => expect(check.checkMobile(mobile) === '').toBe(right))

test.each([
  ['020-83333333', true],
  ['(020) 83333333', true],
  ['020-83333333转8001', true],
  ['0'.repeat(25), false],
  ['8333', false],
  ['letters', false],
  ['', true],
])('landline "%s" is right: %s', (tel, right) => expect(check.checkTel(tel) === '').toBe(right))

test.each([
  ['1', true],
  ['0', false],
  ['1.5', false],
  ['-1', false],
  ['', true],
])('count "%s" is right: %s', (count, right) => expect(check.checkCount(count) === '').toBe(right))

test.each([
  ['0.5', true],
  ['1', true],
  ['0', false],
  ['0.0', false],
  ['1e3', false],
  ['.5', false],
])('measure "%s" is right: %s', (measure, right) => expect(check.checkMeasure(measure) === '').toBe(right))

test.each([
  ['100', true],
  ['19.99', true],
  ['19.999', false],
  ['0', false],
])('amount "%s" is right: %s', (yuan, right) => expect(check.checkYuan(yuan) === '').toBe(right))
