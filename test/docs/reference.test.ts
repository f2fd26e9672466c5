import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listEndpoints } from '../../shared/catalog'

const folder = join(__dirname, '../../docs/reference')
const pages = readdirSync(folder)
const read = (page: string): string => readFileSync(join(folder, page), 'utf8')
const headings = (page: string): string[] =>
  [...read(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!)

test('there is a page for every namespace, the index, the errcodes, and nothing else', () => {
  const namespaces = [...new Set(listEndpoints().map(({ namespace }) => `${namespace}.md`))]
  expect([...pages].sort()).toEqual([...namespaces, 'README.md', 'errcodes.md'].sort())
})

test('every method stands on the page of its namespace, once', () => {
  const described = pages
    .filter(page => !['README.md', 'errcodes.md'].includes(page))
    .flatMap(page => headings(page).map(method => `${page.replace(/\.md$/, '')}.${method}`))
  expect(described.sort()).toEqual(
    listEndpoints()
      .map(({ name }) => name)
      .sort(),
  )
})

test('every link inside the reference leads somewhere', () => {
  const links = pages.flatMap(page =>
    [...read(page).matchAll(/\]\((?!https:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, file, anchor]) => ({
      page,
      file: file || page,
      anchor,
    })),
  )
  expect(links.length).toBeGreaterThan(1000)
  const dead = links.filter(({ file, anchor }) => {
    if (!existsSync(join(folder, file))) return true
    return anchor !== undefined && !headings(file).some(heading => heading.toLowerCase() === anchor)
  })
  expect(dead).toEqual([])
})

test('the index counts what there is', () => {
  const { length } = listEndpoints()
  expect(read('README.md')).toContain(`${length} methods in ${pages.length - 2} namespaces`)
})

test('every row of a table has as many cells as its head', () => {
  const crooked = pages.flatMap(page => {
    let cells = 0
    return read(page)
      .split('\n')
      .filter(line => {
        const count = line.startsWith('|') ? line.replace(/\\\|/g, '').split('|').length : 0
        const isWrong = count > 0 && cells > 0 && count !== cells
        cells = count
        return isWrong
      })
      .map(line => `${page}: ${line}`)
  })
  expect(crooked).toEqual([])
})

test('a page says what newcomers look for', () => {
  const page = read('subscribeMessage.md')
  const section = page.slice(page.indexOf('\n## send'))
  expect(section).toContain('await openapi.subscribeMessage.send({')
  expect(section).toContain('| `touser` | `string` | yes |')
  expect(section).toContain('| 43107 |')
  expect(section).toContain('subscribeMessage.send.html)')
})
