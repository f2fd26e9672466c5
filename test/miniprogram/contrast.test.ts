import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { lossColours } from '../../miniprogram/services/interaction'

const miniprogram = resolve(__dirname, '../../miniprogram')
const [light = '', dark = ''] = readFileSync(resolve(miniprogram, 'styles/tokens.wxss'), 'utf8').split(
  '@media',
)

const coloursOf = (style: string): Record<string, string> =>
  Object.fromEntries(
    [...style.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  )

const themes = { light: coloursOf(light), dark: { ...coloursOf(light), ...coloursOf(dark) } }

// WCAG 2.1, relative luminance.
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(start => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright! + 0.05) / (dim! + 0.05)
}

const pairs: [text: string, ground: string][] = [
  ...['page', 'surface', 'sunken'].flatMap(ground =>
    ['text', 'text-soft', 'text-faint'].map((text): [string, string] => [text, ground]),
  ),
  ['brand', 'surface'],
  ['brand-pressed', 'surface'],
  ['brand', 'brand-soft'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-pressed'],
  ['good', 'good-soft'],
  ['wait', 'wait-soft'],
  ['bad', 'bad-soft'],
  ['wait', 'surface'],
  ['bad', 'surface'],
  ['bad', 'sunken'],
  ['text-soft', 'mute-soft'],
  ['text-faint', 'mute-soft'],
]

test('black on white is 21 to 1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5))

describe.each(['light', 'dark'] as const)('in the %s theme', theme => {
  test.each(pairs)('%s on %s is readable (AA)', (text, ground) => {
    const colours = themes[theme]
    expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5)
  })

  test('the words of the tab bar are readable (AA)', () => {
    const { tabText, tabSelected, tabBackground } = JSON.parse(
      readFileSync(resolve(miniprogram, 'theme.json'), 'utf8'),
    )[theme]
    expect(contrast(tabText, tabBackground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tabSelected, tabBackground)).toBeGreaterThanOrEqual(4.5)
  })
})

// The grounds of WeChat's own dialogs.
test.each([
  ['light', '#ffffff'],
  ['dark', '#2c2c2c'],
] as const)(
  'in the %s theme the button that takes something away is red and readable (AA)',
  (theme, ground) => {
    expect(lossColours[theme]).toBe(themes[theme].bad)
    expect(contrast(lossColours[theme], ground)).toBeGreaterThanOrEqual(4.5)
    const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(lossColours[theme].slice(at, at + 2), 16))
    expect(red! - Math.max(green!, blue!)).toBeGreaterThan(90)
  },
)

test('the dark theme gives every colour anew', () => {
  expect(Object.keys(coloursOf(dark)).sort()).toEqual(Object.keys(themes.light).sort())
})
