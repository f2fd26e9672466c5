import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bundleMiniProgram, MiniProgramBuilder } from '../../../local/preview/compile/bundle'
import { fixture, removeFolders, unit, writeFolder } from './project-folder'

afterEach(removeFolders)

const app = (more: object = {}) => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'], ...more }),
  'app.ts': '',
})

/** The CSS of a page's WXSS, white space made single. */
function styleOf(wxss: string, json: object = {}): string {
  const folder = writeFolder({ ...app(), ...unit('pages/a/a', '<view />', { wxss, json }) })
  return new MiniProgramBuilder(folder).compile().styles['pages/a/a'].replace(/\s+/g, ' ').trim()
}

test('tags of built-ins and the page become the elements that the host draws', () => {
  expect(styleOf('page view > text.a, .view {}')).toBe('wx-page wx-view > wx-text.a, .view {}')
})

test('rpx, vw and vh are measured by the phone’s frame', () => {
  expect(styleOf('.a { margin: -10rpx 2vw; height: 50vh }')).toBe(
    '.a { margin: calc(-10 * var(--rpx)) calc(2 * var(--vw)); height: calc(50 * var(--vh)) }',
  )
})

test('classes of an isolated component carry its prefix, and :host is its element', () => {
  const json = { styleIsolation: 'isolated' }
  expect(styleOf('.a.b:active {} :host { color: red }', json)).toBe(
    '.pages_a_a--a.pages_a_a--b:active {} [wx-host=pages_a_a] { color: red }',
  )
})

test('steps of keyframes are no selectors', () => {
  expect(styleOf('@keyframes k { from { top: 0 } 50% { top: 1rpx } }')).toBe(
    '@keyframes k { from { top: 0 } 50% { top: calc(1 * var(--rpx)) } }',
  )
})

test('a media query about the theme follows the class of the phone', () => {
  expect(styleOf('@media (prefers-color-scheme: dark) { .a, page {} }')).toBe(
    ':where(.theme-dark) .a, :where(.theme-dark) wx-page {}',
  )
  expect(styleOf('@media (min-width: 1px) and (prefers-color-scheme: dark) { .a {} }')).toBe(
    '@media (min-width: 1px) { :where(.theme-dark) .a {} }',
  )
})

test('style isolation that stands in the script’s options counts', () => {
  const ts = "Component({ options: { styleIsolation: 'apply-shared' } })"
  const folder = writeFolder({
    ...app({ usingComponents: { 'x-a': '/components/x' } }),
    ...unit('pages/a/a', '<x-a />'),
    ...unit('components/x', '<view class="a" />', { json: { component: true }, ts, wxss: '.a {}' }),
  })
  const { tree, styles } = new MiniProgramBuilder(folder).compile()
  expect(tree.units.get('components/x')!.config.styleIsolation).toBe('apply-shared')
  expect(styles['components/x'].trim()).toBe('.components_x--a {}')
})

test('pages of subpackages are found below their root', () => {
  const folder = writeFolder({
    ...app({ subPackages: [{ root: 'more', pages: ['b/b'] }] }),
    ...unit('pages/a/a', '<view />'),
    ...unit('more/b/b', '<view />'),
  })
  expect(new MiniProgramBuilder(folder).compile().tree.pages).toEqual(['pages/a/a', 'more/b/b'])
})

test('building leaves the source as it was', async () => {
  const files = () =>
    (readdirSync(fixture, { recursive: true }) as string[])
      .map(path => join(fixture, path))
      .filter(path => statSync(path).isFile())
      .map(path => [path, statSync(path).mtimeMs, readFileSync(path, 'utf8')])
  const before = files()
  const { script } = await bundleMiniProgram(fixture)
  expect(script).toContain('pages/list/list')
  expect(files()).toEqual(before)
})
