import { cleanTyped } from '../../../miniprogram/services/typed'

test.each([
  ['138 0013 8000', '13800138000'],
  ['138-0013-8000', '13800138000'],
  ['138–0013—8000', '13800138000'],
  ['+86 138 0013 8000', '13800138000'],
  ['+86-13800138000', '13800138000'],
  ['(+86)13800138000', '13800138000'],
  ['0086 13800138000', '13800138000'],
  ['8613800138000', '13800138000'],
  ['１３８００１３８０００', '13800138000'],
  ['＋８６　138　0013　8000', '13800138000'],
  ['\u202d138\u00a00013\u20118000\u202c', '13800138000'],
  ['13800138000\ufeff', '13800138000'],
  // What is too long, too short or of another country stays whole: the field says what is wrong with it.
  ['138 0013 80001', '138001380001'],
  ['+852 9123 4567', '+85291234567'],
  ['86138', '86138'],
])('a mobile number pasted as "%s" is %s', (pasted, clean) =>
  expect(cleanTyped('mobile', pasted)).toBe(clean),
)

test.each([
  ['020-83333333', '020-83333333'],
  ['020－８３３３３３３３', '020-83333333'],
  [' 020 8333 3333 ', '02083333333'],
  ['+86 20 8333 3333', '02083333333'],
  ['+86-020-83333333', '020-83333333'],
  ['+86 400-800-1234', '400-800-1234'],
  ['+86 138 0013 8000', '13800138000'],
  ['020-83333333转8001', '020-83333333转8001'],
])('a landline number pasted as "%s" is %s', (pasted, clean) =>
  expect(cleanTyped('landline', pasted)).toBe(clean),
)

test.each([
  [' oABC-_\u200b1\n', 'oABC-_1'],
  ['１。５', '1.5'],
  ['９８　７６', '9876'],
])('a code pasted as "%s" is %s', (pasted, clean) => expect(cleanTyped('code', pasted)).toBe(clean))

test.each([
  ['文三路 1 号\n2 栋', '文三路 1 号\n2 栋'],
  ['\u200b\u202a陈\ufeff', '陈'],
  ['（南门）１号', '（南门）１号'],
  ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
])('words pasted as "%s" stay %s', (pasted, clean) => expect(cleanTyped('text', pasted)).toBe(clean))
