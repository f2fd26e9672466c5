import { phoneTexts, texts } from '../../texts'
import { runSafely } from '../complain'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { host } from '../host'
import { ApiFailure, asyncApi } from './call-style'
import { requireOption } from './consent'
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
  if (!shortLink) requireOption({ appId }, 'appId', 'String')
  const name = appId ?? shortLink
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
  const { app } = host()
  const { onHide } = app
  if (typeof onHide === 'function') runSafely('app onHide', () => onHide.call(app))
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
    for (const name of names) requireOption(options, name, 'String')
    const facts = names.map(name => [name, String(options[name])] as const)
    void showSheet({ title: phoneTexts.pageOfWeChat, about: phoneTexts.noPageOfWeChat, facts })
  })

/** What leads out of the mini program. */
export const outsideApis = () => ({
  ...Object.fromEntries(Object.entries(pagesOfWeChat).map(([api, names]) => [api, openPage(api, names)])),
  makePhoneCall: asyncApi<{ phoneNumber?: string }>('makePhoneCall', async options => {
    requireOption(options, 'phoneNumber', 'String')
    await confirmOrCancel({ title: options.phoneNumber!, about: phoneTexts.noCalls, allow: phoneTexts.call })
  }),
  navigateToMiniProgram: asyncApi<OtherMiniProgram>('navigateToMiniProgram', openMiniProgram),
  openEmbeddedMiniProgram: asyncApi<OtherMiniProgram>('openEmbeddedMiniProgram', openMiniProgram),
  navigateBackMiniProgram: asyncApi('navigateBackMiniProgram', () => {
    throw new ApiFailure(texts.notices.notOpenedByOther)
  }),
  exitMiniProgram: asyncApi('exitMiniProgram', exitMiniProgram),
  openCustomerServiceChat: asyncApi<ServiceOptions>('openCustomerServiceChat', options => {
    requireOption(options, 'corpId', 'String')
    void openService(options)
  }),
})
