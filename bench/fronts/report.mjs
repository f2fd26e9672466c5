// What came of the front ends, as tables for people.
import { table } from '../table.mjs'
import { causeOf, causes } from './sort.mjs'

const isQuiet = page => page.isOpen && page.notices.length === 0
/** Whether all that was complained about is the project's own. */
const isOurs = notice => ['ours', 'unread'].includes(causeOf(notice))
const isFine = page => page.isOpen && !page.notices.some(isOurs)

/** @param results `{ title, isBuilt, count, pages: [{ path, isOpen, notices }] }`: of `count` pages those were opened */
export function reportFronts(results) {
  const share = (count, of = results.length) => `${count} of ${of} (${((100 * count) / of).toFixed(0)} %)`
  const count = is => share(results.filter(is).length)
  const first = ({ pages }) => pages[0] ?? { isOpen: false, notices: [] }
  const reasons = Object.entries(causes).map(([cause, words]) => [
    `the first page has a notice: ${words}`,
    count(result => first(result).isOpen && first(result).notices.some(notice => causeOf(notice) === cause)),
  ])
  const whole = results.filter(({ isBuilt, count, pages }) => isBuilt && pages.length === count)
  const every = is => share(whole.filter(({ pages }) => pages.every(is)).length, whole.length)
  const opened = results.flatMap(({ pages }) => pages)
  const all = is => share(opened.filter(is).length, opened.length)
  const rows = [...results].sort((a, b) => a.title.localeCompare(b.title, 'en'))
  return [
    table(
      ['a mini program', 'projects'],
      [
        ['is built', count(({ isBuilt }) => isBuilt)],
        ['opens its first page', count(result => first(result).isOpen)],
        ['opens it without a notice', count(result => isQuiet(first(result)))],
        [
          'opens it without a notice, or with notices for its own reasons alone',
          count(result => isFine(first(result))),
        ],
        ['opens every page, of those all of whose pages were tried', every(({ isOpen }) => isOpen)],
        ['opens every page without a notice, of those', every(isQuiet)],
        [
          'opens every page without a notice, or with notices for its own reasons alone, of those',
          every(isFine),
        ],
        ...reasons,
      ],
    ),
    table(
      ['a page', 'pages'],
      [
        ['opens', all(({ isOpen }) => isOpen)],
        ['opens without a notice', all(isQuiet)],
        ['opens without a notice, or with notices for its project’s own reasons alone', all(isFine)],
      ],
    ),
    table(
      ['project', 'built', 'first page', 'pages', 'tried', 'open', 'without a notice'],
      rows.map(result => [
        result.title,
        result.isBuilt ? 'yes' : 'no',
        firstWords(first(result)),
        result.count,
        result.pages.length,
        result.pages.filter(({ isOpen }) => isOpen).length,
        result.pages.filter(isQuiet).length,
      ]),
    ),
  ].join('\n')
}

function firstWords(page) {
  if (!page.isOpen) return 'not open'
  const found = Object.keys(causes).filter(cause => page.notices.some(notice => causeOf(notice) === cause))
  return found.length === 0 ? 'quiet' : found.join(', ')
}
