import { phoneTexts, texts } from '../../texts'
import { hideApp } from '../app'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { host } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { askSheet, confirmOrCancel, showSheet } from './sheets'

interface OtherMiniProgram {
  appId?: string
  shortLink?: string
  path?: string
  extraData?: object
  envVersion?: string
}

/** Asks before another mini program would open; the preview has no other. */
export async function openMiniProgram(options: OtherMiniProgram): Promise<void> {
  const { appId, shortLink = '', path = '', extraData = {}, envVersion = 'release' } = options
  if (!shortLink) requireParam(options, 'appId', 'String')
  const name = appId || shortLink
  if (!name) throw new ApiFailure('invalid appid')
  await confirmOrCancel({
    title: phoneTexts.opensMiniProgram(name),
    facts: [
      [phoneTexts.path, path],
      [phoneTexts.data, Object.keys(extraData).length > 0 ? JSON.stringify(extraData) : ''],
      [phoneTexts.version, envVersion],
    ],
    allow: phoneTexts.allow,
  })
}

/** Leaves the mini program; a button opens it again. */
export function exitMiniProgram(): void {
  hideApp(host())
  const frame = {
    className: 'modal' as const,
    label: phoneTexts.exited,
    dismissed: undefined,
    closesByMask: false,
  }
  void openDialog<void>(frame, (box, answer) => {
    box.append(make('p', 'modal-content', {}, phoneTexts.exited))
    const open = makeButton('confirm', phoneTexts.openAgain, () => {
      answer()
      location.reload()
    })
    box.append(make('div', 'modal-buttons', {}, open))
  })
}

interface ServiceOptions {
  sessionFrom?: string
  corpId?: string
  extInfo?: { url?: string }
  showMessageCard?: boolean
  sendMessageTitle?: string
  sendMessagePath?: string
  sendMessageImg?: string
}

/** What the person would see of the customer service; resolves to whether they opened the card of the message. */
export async function openService(options: ServiceOptions): Promise<boolean> {
  const { showMessageCard, sessionFrom = '', corpId = '', extInfo, sendMessageTitle = '' } = options
  const path = options.sendMessagePath ?? ''
  const card = showMessageCard
    ? ([
        [phoneTexts.card, sendMessageTitle],
        [phoneTexts.path, path],
      ] as const)
    : []
  const facts = [
    ['sessionFrom', sessionFrom],
    ['corpId', corpId],
    ['url', extInfo?.url ?? ''],
    ...card,
  ] as const
  const about = phoneTexts.noService
  if (!showMessageCard) {
    await showSheet({ title: phoneTexts.service, about, facts })
    return false
  }
  const words = { allow: phoneTexts.openCard, refuse: phoneTexts.close }
  return (await askSheet({ title: phoneTexts.service, about, facts, ...words })) !== undefined
}

/** Pages of WeChat's own, with the options that name what they show. */
const pagesOfWeChat: { readonly [api: string]: readonly string[] } = {
  openOfficialAccountArticle: ['url'],
  openOfficialAccountProfile: ['username'],
  openOfficialAccountChat: ['username'],
  openChannelsUserProfile: ['finderUserName'],
  openChannelsActivity: ['finderUserName', 'feedId'],
  openChannelsLive: ['finderUserName'],
  openChannelsEvent: ['finderUserName', 'eventId'],
}

const openPage = (api: string, names: readonly string[]) =>
  asyncApi(api, options => {
    for (const name of names) requireParam(options, name, 'String')
    const facts = names.map(name => [name, String(options[name])] as const)
    void showSheet({ title: phoneTexts.pageOfWeChat, about: phoneTexts.noPageOfWeChat, facts })
  })

/** What leads out of the mini program. */
export const outsideApis = () => ({
  ...Object.fromEntries(Object.entries(pagesOfWeChat).map(([api, names]) => [api, openPage(api, names)])),
  makePhoneCall: asyncApi<{ phoneNumber?: string }>('makePhoneCall', async options => {
    requireParam(options, 'phoneNumber', 'String')
    await confirmOrCancel({ title: options.phoneNumber!, about: phoneTexts.noCalls, allow: phoneTexts.call })
  }),
  navigateToMiniProgram: asyncApi<OtherMiniProgram>('navigateToMiniProgram', openMiniProgram),
  openEmbeddedMiniProgram: asyncApi<OtherMiniProgram>('openEmbeddedMiniProgram', openMiniProgram),
  navigateBackMiniProgram: asyncApi('navigateBackMiniProgram', () => {
    throw new ApiFailure(texts.notices.notOpenedByOther)
  }),
  exitMiniProgram: asyncApi('exitMiniProgram', exitMiniProgram),
  openCustomerServiceChat: asyncApi<ServiceOptions>('openCustomerServiceChat', options => {
    requireParam(options, 'corpId', 'String')
    void openService(options)
  }),
})
