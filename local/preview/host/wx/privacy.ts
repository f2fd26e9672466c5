import { phoneTexts, texts } from '../../texts'
import { host } from '../host'
import { ApiFailure, asyncApi } from './call-style'
import { appName, askOnce, decide, decisions } from './consent'
import { askSheet, showSheet } from './sheets'

type Decided = { event?: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }
type PrivacyListener = (resolve: (decided: Decided) => void, about: { referrer: string }) => void

let privacyListener: PrivacyListener | undefined

const contract = () => phoneTexts.privacyContract(appName())

const needsPrivacy = () => host().program.config.__usePrivacyCheck__ === true && !decisions().agreesToPrivacy

/** What the button does with which a person agrees. */
export const agreeToPrivacy = (): void =>
  decide(made => {
    made.agreesToPrivacy = true
  })

/**
 * Before private data are given, the person agrees to the contract; the mini program may ask in its own way.
 * @param api whose call it is, which app.json has to declare
 * @throws ApiFailure when the person does not agree
 */
export async function requirePrivacy(api: string, mustBeDeclared = false): Promise<void> {
  if (mustBeDeclared) warnUndeclared(api)
  if (!needsPrivacy()) return
  if (!(await askOnce('privacy', () => askAboutPrivacy(api))))
    throw new ApiFailure('privacy permission is not authorized')
  agreeToPrivacy()
}

const warned = new Set<string>()

/** What WeChat would refuse for want of a line in app.json, is said in the console. */
function warnUndeclared(api: string): void {
  if (warned.has(api) || host().program.config.requiredPrivateInfos?.includes(api)) return
  warned.add(api)
  console.warn(texts.notices.notDeclared(api))
}

async function askAboutPrivacy(referrer: string): Promise<boolean> {
  if (!privacyListener) {
    const words = { allow: phoneTexts.agree, refuse: phoneTexts.refuse }
    return (await askSheet({ title: contract(), about: phoneTexts.asksAboutPrivacy, ...words })) !== undefined
  }
  return new Promise(resolve =>
    privacyListener?.(
      ({ event }) => {
        if (event !== 'exposureAuthorization') resolve(event === 'agree')
      },
      { referrer },
    ),
  )
}

/** The privacy guidelines of the mini program, and consent to them. */
export const privacyApis = () => ({
  getPrivacySetting: asyncApi('getPrivacySetting', () => ({
    needAuthorization: needsPrivacy(),
    privacyContractName: contract(),
  })),
  requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', () =>
    requirePrivacy('requirePrivacyAuthorize'),
  ),
  openPrivacyContract: asyncApi('openPrivacyContract', () => {
    void showSheet({ title: contract(), about: phoneTexts.noContract })
  }),
  onNeedPrivacyAuthorization(listener: PrivacyListener) {
    privacyListener = listener
  },
  offNeedPrivacyAuthorization() {
    privacyListener = undefined
  },
})
