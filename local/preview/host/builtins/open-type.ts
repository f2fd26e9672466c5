import { phoneTexts, texts } from '../../texts'
import { complain } from '../complain'
import { ApiFailure } from '../wx/call-style'
import { changeSettings, settings } from '../wx/consent'
import { exitMiniProgram, openMiniProgram, openService } from '../wx/outside'
import { agreeToPrivacy } from '../wx/privacy'
import { shareToFriend } from '../wx/share'
import { showSheet } from '../wx/sheets'
import { chooseAvatar, getPhoneNumber, getUserInfo } from '../wx/user'
import type { Builtin } from './builtin'

/** The properties of a button that its open-type reads. */
export const openProperties = {
  openType: String,
  lang: String,
  sessionFrom: String,
  sendMessageTitle: String,
  sendMessagePath: String,
  sendMessageImg: String,
  showMessageCard: Boolean,
  appParameter: String,
  phoneNumberNoQuotaToast: { type: Boolean, value: true },
  createliveactivity: null,
}

/** What a tap on a button does beside `tap`: the event that it fires, and what that tells. */
interface OpenType {
  event?: string
  /** Resolves to the detail of the event; to undefined when there is nothing to tell. */
  run(self: Builtin): unknown
}

const agreement = 'agreePrivacyAuthorization'

const openTypes: Record<string, OpenType> = {
  getPhoneNumber: { event: 'getphonenumber', run: () => getPhoneNumber('getPhoneNumber') },
  getRealtimePhoneNumber: {
    event: 'getrealtimephonenumber',
    run: () => getPhoneNumber('getRealtimePhoneNumber'),
  },
  getUserInfo: { event: 'getuserinfo', run: () => getUserInfo({}) },
  chooseAvatar: { event: 'chooseavatar', run: chooseAvatar },
  openSetting: {
    event: 'opensetting',
    async run() {
      await changeSettings()
      return settings()
    },
  },
  [agreement]: {
    event: 'agreeprivacyauthorization',
    run() {
      agreeToPrivacy()
      return {}
    },
  },
  share: { run: self => shareToFriend('button', targetOf(self)) },
  contact: { event: 'contact', run: contact },
  feedback: { run: () => showSheet({ title: phoneTexts.feedback, about: phoneTexts.noFeedback }) },
  // WeChat opens an app only for somebody who came from it.
  launchApp: {
    event: 'launchapp',
    run() {
      throw new ApiFailure('invalid scene')
    },
  },
}

export const openTypeNames: readonly string[] = Object.keys(openTypes)

function targetOf({ element, instance }: Builtin): object {
  const { offsetLeft, offsetTop, id } = element
  return { id, dataset: instance._$.dataset, offsetLeft, offsetTop }
}

async function contact(self: Builtin): Promise<object | undefined> {
  const isOpened = await openService({
    sessionFrom: self.text('sessionFrom'),
    sendMessageTitle: self.text('sendMessageTitle'),
    sendMessagePath: self.text('sendMessagePath'),
    sendMessageImg: self.text('sendMessageImg'),
    showMessageCard: self.isOn('showMessageCard'),
  })
  if (!isOpened) return undefined
  const [path = '', query = ''] = self.text('sendMessagePath').split('?')
  return { path, query: Object.fromEntries(new URLSearchParams(query)) }
}

/** Does what the open-type of a button stands for; two may be joined by `|`, of which the agreement comes first. */
export async function runOpenType(self: Builtin): Promise<void> {
  const names = self.text('openType').split('|').filter(Boolean)
  for (const name of names.sort((one, other) => Number(other === agreement) - Number(one === agreement))) {
    const openType = Object.hasOwn(openTypes, name) ? openTypes[name] : undefined
    if (openType) await runOne(self, name, openType)
    else complain(texts.notices.noOpenType('button', name))
  }
}

async function runOne(self: Builtin, name: string, { event, run }: OpenType): Promise<void> {
  const fire = (type: string, detail: object) => self.isOnPage && self.fire(type, detail)
  try {
    const detail = await run(self)
    if (event && detail) fire(event, { errMsg: `${name}:ok`, ...(detail as object) })
  } catch (error) {
    const { message } = error as Error
    if (!(error instanceof ApiFailure)) complain(texts.notices.failed(name), error)
    const failure = error instanceof ApiFailure ? error.at(name) : { errMsg: `${name}:fail ${message}` }
    if (name === 'launchApp') fire('error', { errMsg: message })
    else if (event) fire(event, failure)
  }
}

/** The properties of a navigator that lead to another mini program. */
export const otherProperties = {
  target: { type: String, value: 'self' },
  appId: String,
  path: String,
  extraData: null,
  version: { type: String, value: 'release' },
  shortLink: String,
}

/** Whether a navigator leads out of this mini program. */
export const leadsOutside = (self: Builtin): boolean =>
  self.text('target') === 'miniProgram' || self.text('openType') === 'exit'

/** Opens the other mini program of a navigator, or leaves this one. */
export async function goOutside(self: Builtin): Promise<void> {
  if (self.text('openType') === 'exit') return exitMiniProgram()
  const name = 'navigateToMiniProgram'
  const wanted = {
    appId: self.text('appId') || undefined,
    path: self.text('path'),
    extraData: (self.property('extraData') ?? {}) as object,
    envVersion: self.text('version'),
    shortLink: self.text('shortLink'),
  }
  let [event, detail]: [string, object] = ['success', { errMsg: `${name}:ok` }]
  try {
    await openMiniProgram(wanted)
  } catch (error) {
    ;[event, detail] = ['fail', (error as ApiFailure).at(name)]
  }
  if (!self.isOnPage) return
  self.fire(event, detail)
  self.fire('complete', detail)
}
