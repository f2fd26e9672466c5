import { watchForRivals } from '../../../shared/auth/rival'

let clock: number
let warned: string[]
let watch: ReturnType<typeof watchForRivals>
beforeEach(() => {
  clock = 1_000_000
  warned = []
  watch = watchForRivals(() => clock, {
    warn: (kind, message) => warned.push(`${kind}: ${message}`),
    refreshed() {},
  })
})

/** A token with so many seconds left was refused, and another came in its place. */
const refused = (leftSeconds: number, fresh: object = {}) =>
  watch.look(
    'a.b',
    { token: 'old', endsAt: clock + leftSeconds * 1000 },
    { token: 'new', lifetimeMs: 7200_000, from: 'source', ...fresh },
    clock,
  )

test('a token that died long before its end, and was really dead, is somebody else’s doing', () => {
  refused(1234.4)
  watch.confirm('a.b')
  expect(warned).toHaveLength(1)
  expect(warned[0]).toMatch(
    /^rival: an access token with 1234 s left was revoked at \d{4}-\d\d-\d\dT[\d:.]+Z, and no process that shares this token store fetched another: somebody else uses this account, or one of these processes could not reach the store at that time\. Use stable_token everywhere/,
  )
  expect(`rival: ${watch.known()}`).toBe(warned[0])
})

test('a refusal alone proves nothing: some methods refuse every token', () => {
  refused(3600)
  expect([warned, watch.known()]).toEqual([[], undefined])
})

test('nor does the success of another method', () => {
  refused(3600)
  watch.confirm('c.d')
  expect(warned).toEqual([])
  watch.confirm('a.b')
  expect(warned).toHaveLength(1)
})

test('one refusal is told once', () => {
  refused(3600)
  watch.confirm('a.b')
  watch.confirm('a.b')
  expect(warned).toHaveLength(1)
})

test('a success without a refusal before it tells nothing', () => {
  watch.confirm('a.b')
  expect(warned).toEqual([])
})

test.each<[string, number, object]>([
  ['somebody who shares the store had fetched another', 3600, { from: 'store' }],
  ['the store failed, so that nobody knows', 3600, { isBlind: true }],
  ['WeChat gave the same token again', 3600, { token: 'old' }],
  ['it was about to end', 9.9, {}],
])('nobody is blamed where %s', (_, left, fresh) => {
  refused(left, fresh)
  watch.confirm('a.b')
  expect([warned, watch.known()]).toEqual([[], undefined])
})

test('ten seconds before its end are long enough', () => {
  refused(10)
  watch.confirm('a.b')
  expect(warned).toHaveLength(1)
})

test('it is known for ten minutes', () => {
  refused(3600)
  watch.confirm('a.b')
  clock += 599_999
  expect(watch.known()).toBeDefined()
  clock += 1
  expect(watch.known()).toBeUndefined()
})
