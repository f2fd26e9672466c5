import { phoneTexts, texts } from '../../texts'
import { host } from '../host'
import type { UserData } from '../program'
import { bytesOf } from './bytes'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { allow, askToAllow, phoneKey, requireScope, requireTap } from './consent'
import { keepFile } from './files'
import { chooseFiles } from './media'
import { requirePrivacy } from './privacy'
import { askSheet } from './sheets'

/** Gets from WeChat what it gives for the user of this phone. @throws ApiFailure where there is no emulator */
function ask(wants: UserData): Promise<Record<string, string>> {
  const { forUser } = host().surroundings
  if (!forUser) throw new ApiFailure(texts.notices.noUserData)
  return forUser(wants)
}

async function login(): Promise<object> {
  const { code } = await ask('login')
  host().surroundings.storage.setItem(phoneKey('session'), 'open')
  return { code }
}

function checkSession(): void {
  if (host().surroundings.storage.getItem(phoneKey('session')) === null)
    throw new ApiFailure('session key expired, please login again')
}

/** The profile that WeChat gives, with what a server can check and decrypt. */
async function profile(): Promise<object> {
  const { rawData = '{}', ...sealed } = await ask('user')
  return { userInfo: JSON.parse(rawData) as object, rawData, ...sealed }
}

/** WeChat asks nobody for it, because it names nobody: everybody has the same name and picture. */
export async function getUserInfo({
  withCredentials = true,
}: {
  withCredentials?: boolean
}): Promise<object> {
  const { userInfo, rawData, ...sealed } = (await profile()) as Record<string, unknown>
  allow('scope.userInfo', true)
  return { userInfo, rawData, ...(withCredentials ? sealed : { signature: sealed.signature }) }
}

const longestReason = 30

async function getUserProfile(options: { desc?: string }): Promise<object> {
  requireParam(options, 'desc', 'String')
  if (options.desc!.length > longestReason) throw new ApiFailure('desc length does not meet the requirements')
  requireTap()
  if (!(await askToAllow(phoneTexts.scopes['scope.userInfo'], options.desc)))
    throw new ApiFailure('auth deny')
  return profile()
}

/** Asks for the phone number; gives a code that a server exchanges for it once. */
export async function getPhoneNumber(api: 'getPhoneNumber' | 'getRealtimePhoneNumber'): Promise<object> {
  await requirePrivacy(api)
  if (!(await askToAllow(phoneTexts.phoneNumber, phoneTexts.demoNumber))) throw new ApiFailure('user deny')
  const { code } = await ask('phoneCode')
  return api === 'getPhoneNumber' ? { ...(await ask('phone')), code } : { code }
}

/** A picture of your own, or the one of the demo user; undefined when the person changes their mind. */
export async function chooseAvatar(): Promise<{ avatarUrl: string } | undefined> {
  await requirePrivacy('chooseAvatar')
  const choices = [
    ['demo', phoneTexts.demoAvatar],
    ['file', phoneTexts.ownPicture],
  ] as const
  const title = phoneTexts.chooseAvatar
  const chosen = await askSheet({ title, fields: { from: { label: phoneTexts.avatar, choices } } })
  if (!chosen) return undefined
  if (chosen.from === 'demo') {
    const { avatarUrl } = ((await profile()) as { userInfo: { avatarUrl: string } }).userInfo
    return { avatarUrl: keepFile(await bytesOf(avatarUrl), 'avatar.svg') }
  }
  const [file] = await chooseFiles('image/*', 1)
  return file && { avatarUrl: keepFile(file, file.name) }
}

/** Who uses this phone, as far as a mini program may know. */
export const userApis = () => ({
  login: asyncApi('login', login),
  checkSession: asyncApi('checkSession', checkSession),
  getUserInfo: asyncApi<{ withCredentials?: boolean }>('getUserInfo', getUserInfo),
  getUserProfile: asyncApi<{ desc?: string }>('getUserProfile', getUserProfile),
  getWeRunData: asyncApi('getWeRunData', async () => {
    await requirePrivacy('getWeRunData')
    await requireScope('scope.werun')
    return ask('run')
  }),
  getGroupEnterInfo: asyncApi('getGroupEnterInfo', () => ask('group')),
  getShareInfo: asyncApi<{ shareTicket?: string }>('getShareInfo', options => {
    requireParam(options, 'shareTicket', 'String')
    return ask('group')
  }),
  // A browser has nothing that could recognise a finger or a face for WeChat.
  checkIsSupportSoterAuthentication: asyncApi('checkIsSupportSoterAuthentication', () => ({
    supportMode: [],
  })),
  checkIsSoterEnrolledInDevice: asyncApi('checkIsSoterEnrolledInDevice', () => ({ isEnrolled: false })),
})
