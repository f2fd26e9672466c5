import { readCron } from '../../../local/project/cron'

const at = (iso: string): number => Date.parse(iso)
const iso = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString()

// The examples of the cloud's own guide, in UTC+8.
test.each([
  ['*/5 * * * * * *', '2026-11-30T00:00:01Z', '2026-11-30T00:00:05.000Z'],
  // At 2 o'clock on the first of each month.
  ['0 0 2 1 * * *', '2026-11-30T00:00:00Z', '2026-11-30T18:00:00.000Z'],
  // At 10:15 from Monday to Friday: the 28th is a Saturday.
  ['0 15 10 * * MON-FRI *', '2026-11-28T00:00:00Z', '2026-11-30T02:15:00.000Z'],
  ['0 0 10,14,16 * * * *', '2026-11-30T02:00:00Z', '2026-11-30T06:00:00.000Z'],
  ['0 */30 9-17 * * * *', '2026-11-30T09:30:00Z', '2026-12-01T01:00:00.000Z'],
  ['0 0 12 * * wed *', '2026-11-30T00:00:00Z', '2026-12-02T04:00:00.000Z'],
  // From minute 1 on, every ten.
  ['0 1/10 * * * * *', '2026-11-30T00:01:00Z', '2026-11-30T00:11:00.000Z'],
  ['0 0 0 29 FEB * *', '2026-11-30T00:00:00Z', '2028-02-28T16:00:00.000Z'],
  // 0 is Sunday.
  ['0 0 0 * * 0 *', '2026-11-30T00:00:00Z', '2026-12-05T16:00:00.000Z'],
  // A day and a weekday: either is enough; the first is the Tuesday, then the 13th, a Sunday.
  ['0 0 8 13 * 2 *', '2026-11-30T00:00:00Z', '2026-12-01T00:00:00.000Z'],
  ['0 0 8 13 * 2 *', '2026-12-08T00:00:00Z', '2026-12-13T00:00:00.000Z'],
  ['0 0 8 1 1 * 2030', '2026-11-30T00:00:00Z', '2030-01-01T00:00:00.000Z'],
])('%s, seen from %s, is next due at %s', (cron, from, due) => {
  expect(iso(readCron(cron).next(at(from)))).toBe(due)
})

test('a day that no year has is never due', () => {
  expect(readCron('0 0 0 30 2 * *').next(at('2026-11-30T00:00:00Z'))).toBeUndefined()
})

test('the runs of a time are those after its begin and up to its end', () => {
  const { times, count } = readCron('0 0 */6 * * * *').runs(
    at('2026-11-30T04:00:00Z'),
    at('2026-11-30T22:00:00Z'),
    10,
  )
  expect(times.map(iso)).toEqual([
    '2026-11-30T10:00:00.000Z',
    '2026-11-30T16:00:00.000Z',
    '2026-11-30T22:00:00.000Z',
  ])
  expect(count).toBe(3)
})

test('of many runs the last are named, and all are counted, even those of seventy years', () => {
  const [from, until] = [at('2026-11-29T16:00:00Z'), at('2096-11-29T16:00:00Z')]
  const { times, count } = readCron('* * * * * * *').runs(from, until, 2)
  expect(times.map(iso)).toEqual(['2096-11-29T15:59:59.000Z', '2096-11-29T16:00:00.000Z'])
  expect(count).toBe((until - from) / 1000)
})

test.each([
  ['0 0 2 1 * *', /has 6 fields, not seven.*the year comes last: add \*/],
  ['', /has 0 fields/],
  ['60 0 2 1 * * *', /field 1 \(second\) is "60": "60" is not valid; write \*, or numbers from 0 to 59/],
  ['0 0 24 * * * *', /field 3 \(hour\)/],
  ['0 0 0 0 * * *', /field 4 \(day\)/],
  ['0 0 0 * JANUARY * *', /field 5 \(month\).*JAN to DEC/],
  ['0 0 0 * * 7 *', /field 6 \(weekday\).*from 0 to 6 or SUN to SAT/],
  ['0 0 0 * * ? *', /field 6 \(weekday\)/],
  ['0 0 0 * * * 2100', /field 7 \(year\)/],
  ['0 30-10 * * * * *', /field 2 \(minute\).*the range 30-10 ends before it begins/],
  ['*/0 * * * * * *', /the step "0" is not a number above 0/],
  ['1,,2 * * * * * *', /"" is not valid/],
  ['1/2/3 * * * * * *', /"1\/2\/3" is not a range/],
])('%j is refused with the field and what to write', (cron, words) => {
  expect(() => readCron(cron)).toThrow(words)
})
