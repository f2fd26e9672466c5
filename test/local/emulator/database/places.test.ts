import { type Emulator, startEmulator } from '../../../../local/emulator'
import { runChild, withCloud } from '../gateway/run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ collections: ['t'] })
})
afterAll(() => emulator.close())

const guests = [
  { name: 'a', level: 1 },
  { name: 'b', level: 2 },
  { name: 'b', level: 3 },
]

/** Changes a document as wx-server-sdk does; gives how it is then, or the errCode. */
async function change(query: string, data: string): Promise<unknown> {
  const { changed } = await runChild(
    emulator.env,
    withCloud(`
      const db = cloud.database(); const _ = db.command; const t = db.collection('t')
      await t.where({ _id: _.neq('') }).remove()
      await t.add({ data: { _id: 'd', guests: ${JSON.stringify(guests)}, marks: [7, 9, 9] } })
      await attempt('changed', async () => {
        await t.where(${query}).update({ data: ${data} })
        const { guests, marks } = (await t.doc('d').get()).data
        return { levels: guests.map(({ level }) => level).join(), marks: marks.join() }
      })`),
  )
  return changed!.result ?? changed!.error?.errCode
}

test.each([
  [
    'the element whose member the query names',
    `{ 'guests.name': 'b' }`,
    `{ 'guests.$.level': _.inc(10) }`,
    '1,12,3',
  ],
  [
    'the element that fulfils all conditions',
    `{ 'guests.name': 'b', 'guests.level': 3 }`,
    `{ 'guests.$.level': 9 }`,
    '1,2,9',
  ],
  [
    'the element of elemMatch',
    `{ guests: _.elemMatch({ name: 'b', level: _.gt(2) }) }`,
    `{ 'guests.$.level': 9 }`,
    '1,2,9',
  ],
  [
    'the element of conditions that are joined',
    `_.and({ _id: 'd' }, { 'guests.name': 'a' })`,
    `{ 'guests.$.level': 9 }`,
    '9,2,3',
  ],
])('$ in a path is %s', async (_, query, data, levels) => {
  expect(await change(query, data)).toMatchObject({ levels })
})

test('$ is an element that is no object, too', async () => {
  expect(await change('{ marks: 9 }', `{ 'marks.$': 1 }`)).toMatchObject({ marks: '7,1,9' })
})

test('$[] in a path is every element', async () => {
  expect(await change(`{ _id: 'd' }`, `{ 'guests.$[].level': _.mul(2) }`)).toMatchObject({ levels: '2,4,6' })
})

test('$ without a condition on the list is refused, and so is $[] where there is no list', async () => {
  expect(await change(`{ _id: 'd' }`, `{ 'guests.$.level': 1 }`)).toBe(-502001)
  expect(await change(`{ _id: 'd' }`, `{ 'nobody.$[].level': 1 }`)).toBe(-502001)
})
