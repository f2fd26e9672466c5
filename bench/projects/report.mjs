// What came of the functions, as tables for people.
import { quantile } from '../statistics.mjs'
import { table } from '../table.mjs'
import { causeOf, causes, dealtWith } from './sort.mjs'

const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`

function groupBy(list, keyOf) {
  const groups = new Map()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/** A function by its events: answers all of them, or some, or none for the cause of the first. */
function fateOf(outcomes) {
  const failed = outcomes.map(causeOf).filter(Boolean)
  if (failed.length === 0) return 'all'
  return failed.length < outcomes.length ? 'some' : failed[0]
}

/** @param projects `{ title, repository, outcomes }` */
export function report(projects) {
  const functions = projects.flatMap(({ outcomes }) => [...groupBy(outcomes, ({ name }) => name).values()])
  const events = functions.flat()
  const fates = groupBy(functions, fateOf)
  const count = (groups, key) => groups.get(key)?.length ?? 0
  const answers = [
    ['answers each of its events', 'all'],
    ['answers some of them', 'some'],
    ...Object.entries(causes).map(([cause, words]) => [`answers none: ${words}`, cause]),
  ]
  const failures = groupBy(
    events.filter(one => causeOf(one)),
    causeOf,
  )
  const caught = groupBy(
    events.filter(one => dealtWith(one)),
    dealtWith,
  )
  const answered = events.filter(one => !causeOf(one)).length
  const first = functions.map(([one]) => one).filter(one => one.errCode === undefined)
  const later = functions.flatMap(([, ...rest]) => rest).filter(one => one.errCode === undefined)
  const times = (list, of) => [0.5, 0.9].map(part => Math.round(quantile(list.map(of), part)))
  return [
    `${new Set(projects.map(({ repository }) => repository)).size} repositories with ${projects.length} projects, ${functions.length} functions and ${events.length} events.\n`,
    '## Functions\n',
    table(
      ['a function', 'functions', 'share'],
      answers
        .filter(([, fate]) => count(fates, fate) > 0)
        .map(([words, fate]) => [words, count(fates, fate), share(count(fates, fate), functions.length)]),
    ),
    '## Events\n',
    table(
      ['an event', 'events', 'share', 'dealt with by the function itself'],
      [
        ['is answered', answered, share(answered, events.length), [...caught.values()].flat().length],
        ...Object.entries(causes)
          .filter(([cause]) => count(failures, cause) + count(caught, cause) > 0)
          .map(([cause, words]) => [
            `is not: ${words}`,
            count(failures, cause),
            share(count(failures, cause), events.length),
            count(caught, cause),
          ]),
      ],
    ),
    '## Time\n',
    table(
      ['milliseconds', 'median', '9 of 10'],
      [
        [
          'from a call to its function’s first line, with a new process',
          ...times(first, one => one.whole - one.milliseconds),
        ],
        ['first event of a function', ...times(first, one => one.milliseconds)],
        ['later event of it', ...times(later, one => one.milliseconds)],
      ],
    ),
    '## Projects\n',
    table(
      ['project', 'functions', 'events', 'answered'],
      projects.map(({ title, outcomes }) => [
        title,
        new Set(outcomes.map(({ name }) => name)).size,
        outcomes.length,
        outcomes.filter(one => !causeOf(one)).length,
      ]),
    ),
  ].join('\n')
}
