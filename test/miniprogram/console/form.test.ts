import {
  addItem,
  changeAt,
  newDraft,
  other,
  removeItem,
  sentEmpty,
} from '../../../miniprogram/console/services/draft'
import { type Form, fillForm, newForm, readForm } from '../../../miniprogram/console/services/form'
import { changedRows, choiceAt } from '../../../miniprogram/console/services/form-rows'
import type { Method, Param } from '../../../miniprogram/console/services/rows'

const param = (name: string, kind: Param['kind'], more: Partial<Param> = {}): Param => ({
  name,
  kind,
  optional: true,
  values: [],
  members: [],
  note: '',
  ...more,
})
const formOf = (...params: Param[]): Form => newForm({ params } as Method)
const typed = (form: Form, place: string, text: string): Form => ({
  ...form,
  draft: changeAt(form.draft, place, { text }),
})
const rowOf = (form: Form, place: string, tried = false) =>
  readForm(form, tried).rows.find(row => row.place === place)!

/** What one parameter becomes when this is typed. */
function become(one: Param, text: string) {
  const form = typed(formOf(one), one.name, text)
  const { params, wrong } = readForm(form, false)
  return wrong.length > 0 ? rowOf(form, one.name).message : params[one.name]
}

test.each<[Param, string, unknown]>([
  [param('a', 'string'), ' x ', ' x '],
  [param('a', 'string', { max: 2 }), '中文字', '最多 2 个字，现在 3 个'],
  [param('a', 'string', { max: 1 }), '😀', '😀'],
  [param('a', 'string', { min: 2 }), 'x', '最少 2 个字，现在 1 个'],
  [param('a', 'integer'), '3', 3],
  [param('a', 'integer'), '3.5', '要填整数'],
  [param('a', 'integer'), '9007199254740993', '数字太大，会丢失末尾几位'],
  [param('a', 'number'), '-1.5e2', -150],
  [param('a', 'number'), '1,5', '要填数字'],
  [param('a', 'number'), '0x10', '要填数字'],
  [param('a', 'number', { max: 5 }), '6', '不能大于 5'],
  [param('a', 'number', { min: 1 }), '0', '不能小于 1'],
  [param('a', 'bigInteger'), '9007199254740993', '9007199254740993'],
  [param('a', 'bigInteger'), '7', 7],
  [param('a', 'bigInteger'), '7.0', '要填整数'],
  [param('a', 'json'), '你好', '你好'],
  [param('a', 'json'), '{"a":[1]}', { a: [1] }],
  [param('a', 'json'), '{"a":', '这段 JSON 写得不对'],
  [param('a', 'string'), '', undefined],
])('%o with "%s" typed is %j', (one, text, value) => {
  expect(become(one, text)).toEqual(value)
})

const kind = param('kind', 'oneOf', { values: ['bind', 'unbind'] })
const flag = param('flag', 'boolean')

test('choices: nothing, the values of the row, and for an enum any other', () => {
  expect(rowOf(formOf(kind), 'kind').choices).toEqual(['不填', 'bind', 'unbind', '其他值…'])
  expect(rowOf(formOf({ ...kind, optional: false }), 'kind').choices).toEqual(['bind', 'unbind', '其他值…'])
  expect(rowOf(formOf(flag), 'flag').choices).toEqual(['不填', 'true', 'false'])
})

test.each([
  [kind, 0, undefined],
  [kind, 2, 'unbind'],
  [{ ...kind, optional: false }, 0, 'bind'],
  [flag, 2, false],
])('%o: line %i of the list means %j', (one, picked, value) => {
  const form = formOf(one)
  const draft = changeAt(form.draft, one.name, { chosen: choiceAt(one, picked) })
  expect(readForm({ ...form, draft }, false).params[one.name]).toBe(value)
  expect(rowOf({ ...form, draft }, one.name).chosen).toBe(picked)
})

test('a value that WeChat does not document may be sent, and is doubted', () => {
  const form = formOf(kind)
  const draft = changeAt(form.draft, 'kind', { chosen: other, text: 'bindd' })
  expect(readForm({ ...form, draft }, true)).toMatchObject({ params: { kind: 'bindd' }, wrong: [] })
  expect(rowOf({ ...form, draft }, 'kind').doubt).toBe('微信的文档里没有这个值，仍可发送')
})

test('another value of a numeric enum must be a number', () => {
  const form = formOf(param('version', 'oneOf', { values: [2] }))
  const draft = changeAt(form.draft, 'version', { chosen: other, text: 'two' })
  expect(readForm({ ...form, draft }, false).wrong).toEqual(['version'])
})

const cargo = param('cargo', 'object', {
  members: [
    param('count', 'integer', { optional: false }),
    param('detailList', 'array', { item: param('', 'object', { members: [param('name', 'string')] }) }),
  ],
})

test('an object that may be left out is sent only when something in it is filled in, and then is checked', () => {
  expect(readForm(formOf(cargo), true)).toMatchObject({ params: {}, missing: [] })
  const form = formOf(cargo)
  const draft = changeAt(addItem(form.root, form.draft, 'cargo/detailList'), 'cargo/detailList/0/name', {
    text: '茶',
  })
  const { params, missing } = readForm({ ...form, draft }, true)
  expect(params).toEqual({ cargo: { detailList: [{ name: '茶' }] } })
  expect(missing).toEqual(['cargo.count'])
})

test('an object that must be there is sent although nothing is in it', () => {
  const shop = param('shop', 'object', { optional: false, members: [param('path', 'string')] })
  expect(readForm(formOf(shop), true)).toMatchObject({ params: { shop: {} }, missing: [] })
})

test('what is missing is said at its place, but only after the first try', () => {
  const form = formOf(param('openid', 'string', { optional: false }))
  expect(rowOf(form, 'openid', false).message).toBe('')
  expect(rowOf(form, 'openid', true)).toMatchObject({ message: '必填', required: true })
})

test('rows stand in the order of the row, each item below its list, closed objects closed', () => {
  const form = formOf(cargo)
  expect(readForm(form, false).rows.map(({ place }) => place)).toEqual(['cargo'])
  const open = { ...form, draft: changeAt(form.draft, 'cargo', { isOpen: true }) }
  const draft = addItem(form.root, open.draft, 'cargo/detailList')
  const { rows } = readForm({ ...form, draft }, false)
  expect(rows.map(({ fullName, level }) => [fullName, level])).toEqual([
    ['cargo', 0],
    ['cargo.count', 1],
    ['cargo.detailList', 1],
    ['cargo.detailList[0]', 2],
    ['cargo.detailList[0].name', 3],
  ])
  expect(rows[3]).toMatchObject({ name: '[0]', canRemove: true })
})

test('an item that is taken away leaves the others as they were', () => {
  const form = formOf(param('ids', 'array', { item: param('', 'string') }))
  let { draft } = form
  for (const text of ['a', 'b', 'c']) {
    draft = addItem(form.root, draft, 'ids')
    draft = changeAt(draft, `ids/${['a', 'b', 'c'].indexOf(text)}`, { text })
  }
  draft = removeItem(form.root, draft, 'ids/1')
  expect(readForm({ ...form, draft }, false).params).toEqual({ ids: ['a', 'c'] })
})

const map = param('data', 'record', {
  optional: false,
  item: param('', 'object', { members: [param('value', 'json')] }),
})

test('a map has the keys that were typed, each once', () => {
  const form = formOf(map)
  let draft = addItem(form.root, addItem(form.root, form.draft, 'data'), 'data')
  draft = changeAt(draft, 'data/0', { key: 'thing1' })
  draft = changeAt(draft, 'data/0/value', { text: '茶叶' })
  expect(readForm({ ...form, draft }, true)).toMatchObject({
    params: { data: { thing1: { value: '茶叶' } } },
    missing: ['data[1]'],
  })
  draft = changeAt(draft, 'data/1', { key: 'thing1' })
  expect(rowOf({ ...form, draft }, 'data/1/*').message).toBe('前面已经有这个键名')
})

test('a map or list that must be there wants an item', () => {
  expect(rowOf(formOf(map), 'data', true).message).toBe('请至少添加一项')
})

test('a list keeps to the number of items that the row allows', () => {
  const form = formOf(param('ids', 'array', { max: 1, item: param('', 'string') }))
  const draft = addItem(form.root, addItem(form.root, form.draft, 'ids'), 'ids')
  expect(rowOf({ ...form, draft }, 'ids').message).toBe('最多 1 项')
})

test('a file travels in the form that cloud functions take', () => {
  const form = formOf(param('media', 'media', { optional: false }))
  const file = { contentType: 'image/png', base64: 'AAAA', bytes: 3 }
  const draft = changeAt(form.draft, 'media', { file })
  expect(readForm({ ...form, draft }, true).params).toEqual({
    media: { contentType: 'image/png', base64: 'AAAA' },
  })
  expect(rowOf(form, 'media', true).message).toBe('请选择文件')
})

test('parameters that the catalogue does not know are sent as they are written', () => {
  const form = { ...formOf(param('a', 'string')), extra: '{ "new_field": { "b": 1 } }' }
  expect(readForm(form, true).params).toEqual({ new_field: { b: 1 } })
})

test('they can give what the form misses', () => {
  const form = { ...formOf(param('a', 'string', { optional: false })), extra: '{ "a": "" }' }
  expect(readForm(form, true)).toMatchObject({ params: { a: '' }, missing: [] })
})

test('what is no JSON there is refused with its place', () => {
  const { wrong, extraMessage } = readForm({ ...formOf(), extra: '{ "a": 1, }' }, true)
  expect(wrong).toEqual(['其他参数'])
  expect(extraMessage).toBe('第 1 行第 11 列：} 前面多了一个逗号')
})

test('a text that is to be empty can be pasted, and stays so until something is typed', () => {
  const form = fillForm(formOf(param('tags', 'string')), '{"tags":""}') as Form
  expect(form.draft.members.tags!.chosen).toBe(sentEmpty)
  expect(readForm(form, true).params).toEqual({ tags: '' })
  expect(rowOf(form, 'tags').hint).toBe('会发送空的文字')
})

test('a letter that is typed changes the row that it stands in, and no other', () => {
  const form = formOf(param('a', 'string'), param('b', 'string'))
  const before = readForm(form, false).rows
  const after = readForm(typed(form, 'b', 'x'), false).rows
  expect(Object.keys(changedRows(before, after))).toEqual(['rows[1]'])
  expect(Object.keys(changedRows(before, after.slice(1)))).toEqual(['rows'])
})

test('a new form is empty', () => {
  expect(readForm(formOf(kind, flag, cargo), false)).toMatchObject({ params: {}, wrong: [], missing: [] })
  expect(newDraft(cargo).isOpen).toBe(false)
})
