import { phoneTexts, texts } from '../../texts'
import { host } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { askSheet, type SheetField } from './sheets'

type Scope = keyof typeof phoneTexts.scopes
type Answer = 'accept' | 'reject'

/** What the person decided, kept on this phone. */
interface Decisions {
  /** By scope, once it was asked for. */
  scopes: { [scope: string]: boolean }
  /** By template, where the answer is to be kept. */
  subscriptions: { [template: string]: Answer }
  refusesMessages?: boolean
  agreesToPrivacy?: boolean
}

/** Where the phone keeps something of this mini program, apart from what it keeps itself. */
export const phoneKey = (name: string): string => `phone:${host().surroundings.appId}:${name}`

/** What was decided so far. */
export function decisions(): Decisions {
  const kept = host().surroundings.storage.getItem(phoneKey('decisions'))
  return kept === null ? { scopes: {}, subscriptions: {} } : (JSON.parse(kept) as Decisions)
}

/** Keeps what was decided. */
export function decide(change: (decisions: Decisions) => void): void {
  const made = decisions()
  change(made)
  host().surroundings.storage.setItem(phoneKey('decisions'), JSON.stringify(made))
}

/** @throws ApiFailure when no finger has touched the mini program yet: what asks must not do so by itself */
export function requireTap(): void {
  if (navigator.userActivation?.hasBeenActive === false)
    throw new ApiFailure('can only be invoked by user TAP gesture.')
}

const asked = new Map<string, Promise<unknown>>()

/** What two calls ask for at once is asked once. */
export function askOnce<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
  const asking = asked.get(what) ?? ask().finally(() => asked.delete(what))
  asked.set(what, asking)
  return asking as Promise<Answer>
}

/** The name of the mini program, in which it asks. */
export const appName = (): string => host().surroundings.name ?? texts.notices.miniProgram

/** Asks for a scope the first time; later what was decided then counts. @throws ApiFailure when it is refused */
export async function requireScope(scope: Scope): Promise<void> {
  const decided = decisions().scopes[scope]
  if (!(decided ?? (await askOnce(scope, () => askFor(scope))))) throw new ApiFailure('auth deny')
}

async function askFor(scope: Scope): Promise<boolean> {
  const why = host().program.config.permission?.[scope]?.desc
  const isAllowed = await askToAllow(phoneTexts.scopes[scope], why)
  allow(scope, isAllowed)
  return isAllowed
}

/** Asks whether the mini program may have something of the person's. */
export async function askToAllow(what: string, why?: string): Promise<boolean> {
  const words = { allow: phoneTexts.allow, refuse: phoneTexts.refuse }
  return (await askSheet({ title: phoneTexts.asksFor(appName(), what), about: why, ...words })) !== undefined
}

/** Notes a decision that was made elsewhere, such as on a button. */
export const allow = (scope: Scope, isAllowed: boolean): void =>
  decide(made => {
    made.scopes[scope] = isAllowed
  })

const isScope = (scope: string): scope is Scope => Object.hasOwn(phoneTexts.scopes, scope)

/** What `wx.getSetting` tells. */
export function settings(withSubscriptions = false): object {
  const { scopes, subscriptions, refusesMessages } = decisions()
  if (!withSubscriptions) return { authSetting: scopes }
  const itemSettings = Object.keys(subscriptions).length > 0 ? { itemSettings: subscriptions } : {}
  const subscriptionsSetting = { mainSwitch: !refusesMessages, ...itemSettings }
  return { authSetting: scopes, subscriptionsSetting }
}

/** The page of switches: what was asked for once, can be decided anew. */
export async function changeSettings(): Promise<void> {
  const { scopes, subscriptions, refusesMessages } = decisions()
  const tick = (label: string, isOn: boolean): SheetField => ({
    label,
    kind: 'tick',
    value: isOn ? 'yes' : '',
  })
  const known = Object.keys(scopes).filter(isScope)
  const templates = Object.keys(subscriptions)
  const chosen = await askSheet<string>({
    title: phoneTexts.settings,
    about: known.length + templates.length > 0 ? phoneTexts.allows(appName()) : phoneTexts.nothingAsked,
    fields: Object.fromEntries([
      ...known.map(scope => [scope, tick(phoneTexts.scopes[scope], scopes[scope]!)]),
      ['messages', tick(phoneTexts.messages, !refusesMessages)],
      ...templates.map(id => [`id ${id}`, tick(phoneTexts.template(id), subscriptions[id] === 'accept')]),
    ]),
  })
  if (!chosen) return
  decide(made => {
    for (const scope of known) made.scopes[scope] = chosen[scope] === 'yes'
    for (const id of templates) made.subscriptions[id] = chosen[`id ${id}`] === 'yes' ? 'accept' : 'reject'
    made.refusesMessages = chosen.messages !== 'yes'
  })
}

/** The answers of templates that are never asked for again, and those of this time. */
async function subscribe(templates: string[]): Promise<{ [template: string]: Answer }> {
  const { subscriptions } = decisions()
  const open = templates.filter(id => subscriptions[id] === undefined)
  if (open.length === 0) return subscriptions
  const chosen = await askSheet<string>({
    title: phoneTexts.asksToSend(appName()),
    fields: {
      ...Object.fromEntries(
        open.map(id => [`id ${id}`, { label: phoneTexts.template(id), kind: 'tick', value: 'yes' } as const]),
      ),
      always: { label: phoneTexts.always, kind: 'tick' },
    },
    allow: phoneTexts.allow,
    refuse: phoneTexts.refuse,
  })
  const answers = open.map(id => [id, chosen?.[`id ${id}`] === 'yes' ? 'accept' : 'reject'])
  const given = Object.fromEntries(answers) as { [template: string]: Answer }
  if (chosen?.always === 'yes') decide(made => Object.assign(made.subscriptions, given))
  return { ...subscriptions, ...given }
}

const mostTemplates = 5

async function requestSubscribeMessage({ tmplIds }: { tmplIds?: unknown }): Promise<object> {
  const refused = (errCode: number, words: string) => new ApiFailure(words, { errCode })
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw refused(10001, "TmplIds can't be empty")
  if (!tmplIds.every(id => typeof id === 'string')) throw refused(10004, 'Invalid template id')
  if (tmplIds.length > mostTemplates) throw refused(20003, 'Templates count out of max bounds')
  if (tmplIds.includes('')) throw refused(20001, 'No template data return, verify the template id exist')
  requireTap()
  if (decisions().refusesMessages) throw refused(20004, 'The main switch is switched off')
  const templates = [...new Set(tmplIds as string[])]
  const answers = await subscribe(templates)
  return Object.fromEntries(templates.map(id => [id, answers[id]]))
}

/** They open nothing any more, or ask in a sheet of their own: WeChat grants them at once. */
const unasked: readonly Scope[] = ['scope.userInfo', 'scope.address', 'scope.invoice', 'scope.invoiceTitle']

/** What the person allows the mini program. */
export const consentApis = () => ({
  getSetting: asyncApi<{ withSubscriptions?: boolean }>('getSetting', ({ withSubscriptions }) =>
    settings(withSubscriptions),
  ),
  openSetting: asyncApi<{ withSubscriptions?: boolean }>('openSetting', async ({ withSubscriptions }) => {
    await changeSettings()
    return settings(withSubscriptions)
  }),
  authorize: asyncApi<{ scope?: string }>('authorize', async options => {
    requireParam(options, 'scope', 'String')
    if (!isScope(options.scope!)) throw new ApiFailure('invalid scope')
    if (unasked.includes(options.scope)) return allow(options.scope, true)
    return requireScope(options.scope)
  }),
  requestSubscribeMessage: asyncApi('requestSubscribeMessage', requestSubscribeMessage),
})
