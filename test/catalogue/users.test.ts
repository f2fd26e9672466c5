import { listEndpoints } from '../../shared/catalog'
import type { Field, Shape } from '../../shared/schema/fields'

// Names that smell like a user, in any spelling.
const smell =
  /openid|unionid|touser|towx|userid$|^(?:open)?uid$|wechat$|^(?:kf|invite)wx$|payeeid|receiveraccount/i

/** Fields that smell like a user, but name none. */
const reasons: Readonly<Record<string, string>> = {
  bindOpenid: 'says whether a card belongs to one user',
  nextOpenid: 'says where the next page of a list begins',
}

const unmarked: string[] = []
let fields = 0

function walk(shape: Shape, row: string): void {
  for (const name of Object.keys(shape)) {
    const all: Field<unknown>[] = []
    for (let field: Field<unknown> | undefined = shape[name]; field; field = field.item) all.push(field)
    fields += 1
    const isUser =
      smell.test(name.replace(/_/g, '')) || smell.test(shape[name]!.wire?.replace(/_/g, '') ?? '')
    if (isUser && !all.some(({ user }) => user) && !Object.hasOwn(reasons, name))
      unmarked.push(`${row}.${name}`)
    for (const { fields: members } of all) if (members) walk(members, `${row}.${name}`)
  }
}

test('every parameter that is called like a user says that it names one, or has a reason', () => {
  for (const { name, params } of listEndpoints()) walk(params, name)
  expect(fields).toBeGreaterThan(2000)
  expect(unmarked).toEqual([])
})
