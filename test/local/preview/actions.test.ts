import { type Preview, startPreview } from '../../../local/preview/server'
import { copyFixture, removeFolders } from './project-folder'

const done: string[] = []
let preview: Preview
let token: string

beforeAll(async () => {
  preview = await startPreview({
    project: copyFixture(),
    callFunction: async () => ({ result: {} }),
    actions: [
      {
        words: '1 hour passes',
        async run() {
          done.push('1 hour passes')
          return 'It is later now.'
        },
      },
      { words: 'broken', run: () => Promise.reject(new Error('the emulator is gone')) },
    ],
  })
  token = /"token":"([^"]+)"/.exec(await (await fetch(preview.url)).text())![1]
})

afterAll(async () => {
  await preview.close()
  removeFolders()
})

beforeEach(() => done.splice(0))

const press = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${preview.url}__preview/action`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-preview-token': token, ...headers },
    body,
  })

test('a button does its work, and the page is told what it says', async () => {
  const answer = await press('{"words":"1 hour passes"}')
  expect(await answer.json()).toEqual({ said: 'It is later now.' })
  expect(done).toEqual(['1 hour passes'])
})

test('a button that fails says why', async () => {
  expect(await (await press('{"words":"broken"}')).json()).toEqual({
    said: 'It did not work: the emulator is gone',
  })
})

test.each(['{"words":"2 hours pass"}', 'null', '[]', '{'])('%s is refused', async body => {
  expect((await press(body)).status).toBe(400)
  expect(done).toEqual([])
})

test.each([
  ['without the token of the page', { 'x-preview-token': 'guessed' }, 403],
  ['as a form of another site sends it', { 'content-type': 'text/plain' }, 415],
])('%s nothing is done', async (_, headers, status) => {
  const answer = await press('{"words":"1 hour passes"}', headers as Record<string, string>)
  expect(answer.status).toBe(status)
  expect(done).toEqual([])
})
