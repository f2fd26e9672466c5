import { phoneTexts } from '../../texts'
import { fileAddress } from '../builtins/file-address'
import { complain, runSafely } from '../complain'
import { host, type Page } from '../host'
import { asyncApi, requireParam } from './call-style'
import { appName, changeSettings } from './consent'
import { fileAt } from './files'
import { showActionSheet } from './interaction'
import { askSheet, confirmOrCancel, showSheet } from './sheets'

type Menu = 'shareAppMessage' | 'shareTimeline'
const menus: readonly Menu[] = ['shareAppMessage', 'shareTimeline']

/** What `wx.showShareMenu` and `wx.hideShareMenu` said of each page. */
const said = new WeakMap<Page, Map<string, boolean>>()
/** What `wx.updateShareMenu` said last. */
let settings: Record<string, unknown> = {}

function say(names: readonly string[], isShown: boolean): void {
  const page = host().pages.top
  if (!page) return
  const ofPage = said.get(page) ?? new Map<string, boolean>()
  for (const name of names) ofPage.set(name, isShown)
  said.set(page, ofPage)
}

const handles = (page: Page, method: string) => typeof page.instance[method] === 'function'

/** As in WeChat a page without a handler offers nothing, until it says otherwise. */
function isOffered(page: Page, menu: Menu): boolean {
  const isHandled =
    handles(page, 'onShareAppMessage') && (menu === 'shareAppMessage' || handles(page, 'onShareTimeline'))
  return said.get(page)?.get(menu) ?? isHandled
}

/** What a page gives to be shared. */
interface Shared {
  title?: string
  path?: string
  query?: string
  imageUrl?: string
  promise?: Promise<Shared>
}

/** So long, in milliseconds, WeChat waits for what a page promises. */
const longestPromise = 3_000

async function contentOf(page: Page, method: string, options: object): Promise<Shared> {
  if (!handles(page, method)) return {}
  const handler = page.instance[method] as (options: object) => Shared | Promise<Shared> | undefined
  const given = runSafely(`${page.path} ${method}`, () => handler.call(page.instance, options))
  const { promise, ...first } = ((await given) ?? {}) as Shared
  if (!promise) return first
  const late = new Promise<Shared>(resolve => setTimeout(() => resolve({}), longestPromise))
  const promised = await Promise.race([promise, late]).catch(() => ({}))
  return { ...first, ...promised }
}

const queryOf = (page: Page) =>
  Object.entries(page.query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

const withQuery = (path: string, query: string) => (query ? `${path}?${query}` : path)

async function pictureOf({ imageUrl }: Shared, page: Page): Promise<string | undefined> {
  if (!imageUrl) return undefined
  try {
    return await fileAddress(imageUrl, page.path)
  } catch (error) {
    complain(phoneTexts.picture, error)
    return undefined
  }
}

/** Shows what a friend would get, and opens it as the friend would. `target` is the button that was tapped. */
export async function shareToFriend(from: 'button' | 'menu', target?: object): Promise<void> {
  const page = host().pages.top
  if (!page) return
  const shared = await contentOf(page, 'onShareAppMessage', { from, target, webViewUrl: undefined })
  const path = (shared.path || withQuery(page.path, queryOf(page))).replace(/^\//, '')
  const isOpened = await askSheet({
    title: phoneTexts.sendToFriend,
    picture: await pictureOf(shared, page),
    facts: [
      [phoneTexts.title, shared.title || page.title || appName()],
      [phoneTexts.path, path],
      [phoneTexts.picture, shared.imageUrl ?? ''],
      [phoneTexts.message, settings.isUpdatableMessage ? phoneTexts.updatable : ''],
    ],
    allow: phoneTexts.open,
    refuse: phoneTexts.close,
  })
  if (!isOpened) return
  const { pages } = host()
  runSafely(path, () => pages.open(path, pages.isTab(path.split('?')[0]!) ? 'switchTab' : 'reLaunch'))
}

async function showShared(method: 'onShareTimeline' | 'onAddToFavorites', title: string): Promise<void> {
  const page = host().pages.top
  if (!page) return
  const shared = await contentOf(page, method, { webViewUrl: undefined })
  await showSheet({
    title,
    picture: await pictureOf(shared, page),
    facts: [
      [phoneTexts.title, shared.title || appName()],
      [phoneTexts.path, withQuery(page.path, shared.query ?? queryOf(page))],
      [phoneTexts.picture, shared.imageUrl ?? ''],
    ],
  })
}

/** The menu of the mini program, behind the dots at the top of the phone. */
export async function openMenu(): Promise<void> {
  const page = host().pages.top
  if (!page) return
  const items: [words: string, run: () => Promise<void>][] = [
    [phoneTexts.addToFavorites, () => showShared('onAddToFavorites', phoneTexts.addToFavorites)],
    [phoneTexts.settings, changeSettings],
  ]
  if (isOffered(page, 'shareTimeline'))
    items.unshift([phoneTexts.shareToMoments, () => showShared('onShareTimeline', phoneTexts.shareToMoments)])
  if (isOffered(page, 'shareAppMessage'))
    items.unshift([phoneTexts.sendToFriend, () => shareToFriend('menu')])
  const chosen = await showActionSheet(items.map(([words]) => words))
  if (chosen !== undefined) await items[chosen]![1]()
}

/** Asks before a file would be sent to a friend. */
async function shareFile(
  options: { filePath?: string; fileName?: string },
  name = 'filePath',
): Promise<void> {
  requireParam(options, name, 'String')
  const path = (options as Record<string, string>)[name]!
  fileAt(path)
  const facts = [[phoneTexts.file, options.fileName ?? path.split('/').pop()!]] as const
  await confirmOrCancel({ title: phoneTexts.shareFile, facts, allow: phoneTexts.send })
}

async function shareImage(options: { path?: string }): Promise<void> {
  requireParam(options, 'path', 'String')
  const picture = await fileAddress(options.path!)
  await confirmOrCancel({ title: phoneTexts.shareImage, picture, allow: phoneTexts.send })
}

/** What of a page can be shared. */
export const shareApis = () => ({
  showShareMenu: asyncApi<{ menus?: string[] }>('showShareMenu', options => {
    settings = { ...settings, ...options }
    say(options.menus ?? ['shareAppMessage'], true)
  }),
  hideShareMenu: asyncApi<{ menus?: string[] }>('hideShareMenu', options =>
    say(options.menus ?? menus, false),
  ),
  shareFileMessage: asyncApi<{ filePath?: string; fileName?: string }>('shareFileMessage', options =>
    shareFile(options),
  ),
  shareVideoMessage: asyncApi<object>('shareVideoMessage', options => shareFile(options, 'videoPath')),
  showShareImageMenu: asyncApi<{ path?: string }>('showShareImageMenu', shareImage),
  updateShareMenu: asyncApi('updateShareMenu', options => {
    settings = { ...settings, ...options }
  }),
})
