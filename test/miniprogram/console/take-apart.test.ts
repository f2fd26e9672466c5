import fc from 'fast-check'
import { rootOf } from '../../../miniprogram/console/services/draft'
import { type Form, fillForm, newForm, readForm } from '../../../miniprogram/console/services/form'
import { methodOf } from '../../../miniprogram/console/services/rows'
import { takeApart } from '../../../miniprogram/console/services/take-apart'
import { listEndpoints } from '../../../shared/catalog'
import { sample } from '../../../shared/schema/sample'

const addOrder = newForm(methodOf('logistics.addOrder')!)
const fill = (text: string, form = addOrder) => fillForm(form, text)
const faultOf = (text: string, form?: Form) => (fill(text, form) as { fault: string }).fault
const paramsOf = (form: Form) => readForm(form, false).params

test('nested JSON is taken apart into the form, and gives the same parameters again', () => {
  const params = {
    orderId: '1',
    addSource: 2,
    cargo: { count: 1, weight: 0.5, detailList: [{ name: '茶', count: 2 }, { name: 'b' }] },
    sender: {},
  }
  const { cargo, orderId, addSource } = paramsOf(fill(JSON.stringify(params)) as Form)
  expect({ cargo, orderId, addSource }).toEqual({
    orderId: '1',
    addSource: 2,
    cargo: { count: 1, weight: 0.5, detailList: [{ name: '茶', count: 2 }, { name: 'b' }] },
  })
})

test('the names of WeChat’s own documentation are understood', () => {
  const form = fill('{"order_id": "1", "cargo": {"space_x": 3}}') as Form
  expect(paramsOf(form)).toMatchObject({ orderId: '1', cargo: { spaceX: 3 } })
})

test('a parameter that the catalogue does not know is kept, as it was written', () => {
  const form = fill('{"orderId":"1","brandNew":{"a":[1, 2]}}') as Form
  expect(form.extra).toBe('{ "brandNew":{"a":[1, 2]} }')
  expect(paramsOf(form)).toMatchObject({ brandNew: { a: [1, 2] } })
})

test.each([
  ['', '第 1 行第 1 列：这里要写一个值，内容在这里断了'],
  ['[]', '第 1 行第 1 列：参数要写成一个 JSON 对象 { … }'],
  ['{"a":1} x', '第 1 行第 9 列：JSON 到这里已经结束，后面还有内容'],
  ['{\n "orderId": “1”\n}', '第 2 行第 13 列：这里要写一个值，请把中文引号换成英文双引号'],
  ["{'a':1}", '第 1 行第 2 列：这里要写用英文双引号括起的名称，请把单引号换成双引号'],
  ['{"a"：1}', '第 1 行第 5 列：名称后面要写英文冒号'],
  ['{"a":1，"b":2}', '第 1 行第 7 列：这里要写英文逗号或 }，请换成英文标点'],
  ['{"a":1,}', '第 1 行第 8 列：} 前面多了一个逗号'],
  ['{"a":01}', '第 1 行第 6 列：01 不是 JSON 的值'],
  ['{"a":undefined}', '第 1 行第 6 列：undefined 不是 JSON 的值'],
  ['{"a":"x\ny"}', '第 1 行第 6 列：这段文字没有写完，或有不能直接写的字符'],
  ['{"a":1,"a":2}', '第 1 行第 8 列：a 写了两次'],
  ['{"a":{"b":[1,', '第 1 行第 14 列：这里要写一个值，内容在这里断了'],
  ['{"cargo":\n  {"count":"1"}}', '第 2 行第 12 列：cargo.count 要填整数，这里是文字'],
  [
    '{"cargo":{"detailList":[{"name":1}]}}',
    '第 1 行第 33 列：cargo.detailList[0].name 要填文字（用双引号括起），这里是数字',
  ],
  ['{"cargo":[]}', '第 1 行第 10 列：cargo 要填对象 { … }，这里是列表'],
  ['{"addSource":"0"}', '第 1 行第 14 列：addSource 要填同一类型的值，这里是文字'],
  ['{"orderId":null}', '第 1 行第 12 列：orderId 要填文字（用双引号括起），这里是 null'],
  ['{"sender":{"nmae":"x"}}', '第 1 行第 12 列：没有 sender.nmae 这个参数'],
])('%j is refused: %s', (text, fault) => {
  expect(faultOf(text)).toBe(fault)
})

test('an object or a list that was written although it is empty is sent', () => {
  const { sender } = paramsOf(fill('{"sender":{}}') as Form)
  expect(sender).toEqual({})
  const form = newForm(methodOf('subscribeMessage.send')!)
  expect(readForm(fill('{"data":{}}', form) as Form, true)).toMatchObject({
    params: { data: {} },
    missing: ['templateId', 'touser'],
  })
})

test('absurdly deep JSON is refused, and does not end the page', () => {
  expect(faultOf('['.repeat(100_000))).toContain('嵌套超过 100 层')
})

test('a file can be pasted in the form that travels, anything else is to be chosen', () => {
  const form = newForm(methodOf('security.imgSecCheck')!)
  const media = { contentType: 'image/png', base64: 'AAAA' }
  expect(paramsOf(fill(JSON.stringify({ media }), form) as Form)).toEqual({ media })
  expect(faultOf('{"media":"https://example.com/a.png"}', form)).toContain('media 要填图片，请在表单里选择')
  expect(faultOf('{"media":null}', form)).toContain('media 要填图片')
})

test('digits beyond 2^53 are not lost', () => {
  const root = rootOf([{ name: 'id', kind: 'bigInteger', optional: true, values: [], members: [], note: '' }])
  const taken = takeApart(root, '{"id": 9007199254740993}')
  expect('draft' in taken && readForm({ root, ...taken }, false).params).toEqual({ id: '9007199254740993' })
})

test('whatever JSON a value of the user’s own is, it is the same after it was taken apart', () => {
  const root = rootOf([{ name: 'any', kind: 'json', optional: true, values: [], members: [], note: '' }])
  fc.assert(
    fc.property(fc.jsonValue(), any => {
      const taken = takeApart(root, JSON.stringify({ any }))
      if (!('draft' in taken)) throw new Error(taken.fault)
      expect(readForm({ root, ...taken }, false).params).toEqual(JSON.parse(JSON.stringify({ any })))
    }),
  )
})

test('a sample of every method is taken apart and gives the same parameters again', () => {
  const sent = (params: object) =>
    JSON.parse(
      JSON.stringify(params, (_, value) =>
        value?.value instanceof Uint8Array ? { contentType: value.contentType, base64: 'AAAA' } : value,
      ),
    )
  for (const { name, params } of listEndpoints()) {
    const given = sent(sample(params, { names: 'camel' }))
    const form = newForm(methodOf(name)!)
    const filled = fillForm(form, JSON.stringify(given))
    if ('fault' in filled) throw new Error(`${name}: ${filled.fault}`)
    expect([name, readForm(filled, true).params]).toEqual([name, given])
  }
})
