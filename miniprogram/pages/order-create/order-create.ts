import type { AccountView } from '../../services/accounts'
import { listAccounts } from '../../services/accounts'
import { formatDay } from '../../services/dates'
import { confirmLoss, scrollTo } from '../../services/interaction'
import { loadPage, notLoaded } from '../../services/load-page'
import { mustBeOperator, wasOperator } from '../../services/openapi'
import { findOrder, removeOrder } from '../../services/order-book'
import { checkOrder, serviceOf, type WrongField } from '../../services/order-check'
import type { OrderDraft } from '../../services/order-draft'
import { loadDraft, newDraft, nextDraft, saveDraft } from '../../services/order-draft'
import {
  leftUnsure,
  lookFailed,
  lookUpOrder,
  notMade,
  type OutcomeView,
  sendOrder,
  viewOutcome,
} from '../../services/order-sending'

type ValueEvent<T = string> = WechatMiniprogram.CustomEvent<{ value: T }>
type PersonEvent = WechatMiniprogram.CustomEvent<{ field: string; value: unknown }>

const nowhere = { order: '', sender: '', receiver: '' }

Page({
  data: {
    ...notLoaded(),
    draft: newDraft(),
    accounts: [] as AccountView[],
    accountNames: [] as string[],
    accountIndex: -1,
    accountName: '',
    accountHint: '',
    serviceNames: [] as string[],
    serviceIndex: -1,
    serviceName: '',
    faults: checkOrder(newDraft(), undefined, false),
    /** How many fields are to be corrected, and which is the first; empty before the first try. */
    missing: '',
    /** The field that the caret is put into, by its part of the form. */
    focused: nowhere,
    /** Whether the user was an operator at the last visit: the form can be drawn at once. */
    wasOperator: false,
    today: '',
    tried: false,
    sending: false,
    looking: false,
    outcome: null as OutcomeView | null,
  },

  onShow() {
    // A remembered address may have been put into the draft meanwhile.
    const draft = loadDraft()
    const isUnsure = draft.sent && findOrder(draft.orderId)?.state === 'unsure'
    this.setData({
      draft,
      wasOperator: wasOperator(),
      today: formatDay(new Date()),
      outcome: this.data.outcome || (isUnsure && !this.data.sending ? leftUnsure : null),
    })
    this.show()
    void this.refresh()
  },

  async refresh() {
    await loadPage(this, async () => {
      const [all] = await Promise.all([listAccounts(), mustBeOperator()])
      const accounts = all.filter(account => account.usable)
      return { accounts, accountNames: accounts.map(({ company, bizId }) => `${company} ${bizId}`) }
    })
    const { accounts, draft } = this.data
    // With one account, choose it.
    if (accounts.length === 1 && !draft.accountKey) this.change({ accountKey: accounts[0]!.key })
    else this.show()
  },

  /** Updates the view from the draft. */
  show() {
    const { draft, accounts, accountNames, tried, loaded } = this.data
    const accountIndex = accounts.findIndex(account => account.key === draft.accountKey)
    const account = accounts[accountIndex]
    const services = account ? account.services : []
    const service = account && serviceOf(draft, account)
    const faults = checkOrder(draft, account, tried)
    this.setData({
      accountIndex,
      accountName: accountNames[accountIndex] || '',
      accountHint: loaded && !accounts.length ? '还没有审核通过的物流账号，请先到「物流账号」绑定' : '',
      serviceNames: services.map(({ serviceName }) => serviceName),
      serviceIndex: service ? services.indexOf(service) : -1,
      serviceName: service ? service.serviceName : '',
      faults,
      missing: tried ? summaryOf(faults.wrong) : '',
    })
  },

  /** Stores the input at once, so that nothing is lost. */
  change(change: Partial<OrderDraft>) {
    const draft = { ...this.data.draft, ...change }
    const { accounts } = this.data
    const account = accounts.find(({ key }) => key === draft.accountKey)
    // A service of another account would be refused.
    if (account && !serviceOf(draft, account)) {
      const only = account.services.length === 1 ? account.services[0] : undefined
      draft.serviceType = only ? String(only.serviceType) : ''
    }
    saveDraft(draft)
    this.setData({ draft })
    this.show()
  },

  onField({ currentTarget, detail }: ValueEvent) {
    this.change({ [currentTarget.dataset.field as keyof OrderDraft]: detail.value })
  },

  onTrimmed({ currentTarget, detail }: ValueEvent) {
    this.change({ [currentTarget.dataset.field as keyof OrderDraft]: detail.value.trim() })
  },

  onSwitch({ currentTarget, detail }: ValueEvent<boolean>) {
    this.change({ [currentTarget.dataset.field as keyof OrderDraft]: detail.value })
  },

  onPerson({ currentTarget, detail }: PersonEvent) {
    const side = currentTarget.dataset.side as 'sender' | 'receiver'
    this.change({ [side]: { ...this.data.draft[side], [detail.field]: detail.value } })
  },

  chooseAccount({ detail }: ValueEvent) {
    const account = this.data.accounts[Number(detail.value)]
    if (account) this.change({ accountKey: account.key })
  },

  chooseService({ detail }: ValueEvent) {
    const service = this.data.accounts[this.data.accountIndex]?.services[Number(detail.value)]
    if (service) this.change({ serviceType: String(service.serviceType) })
  },

  pickAddress({ currentTarget }: WechatMiniprogram.BaseEvent) {
    wx.navigateTo({ url: `/pages/addresses/addresses?side=${currentTarget.dataset.side}` })
  },

  async submit() {
    if (this.data.sending) return
    // The caret goes to a field as `focus` becomes true: it must be false before.
    this.setData({ tried: true, focused: nowhere })
    this.show()
    const { draft, accounts, accountIndex, faults } = this.data
    const account = accounts[accountIndex]
    if (faults.wrong[0]) return this.goTo(faults.wrong[0])
    if (!account) return
    this.setData({ sending: true, outcome: null })
    this.change({ sent: true })
    const outcome = await sendOrder(draft, account)
    this.setData({ sending: false })
    if (outcome.kind === 'made') return this.finish()
    // An order that was certainly not created may get another id.
    if (outcome.kind === 'refused') this.change({ sent: false })
    this.tell(viewOutcome(outcome))
  },

  /** Shows a field, and puts the caret into it. */
  goTo({ part, field }: WrongField) {
    this.setData({ focused: { ...nowhere, [part]: field } })
    scrollTo(part === 'order' ? `#${field}` : `#${part} >>> #${field}`)
  },

  /** Says how it ended, where it is seen. */
  tell(outcome: OutcomeView) {
    this.setData({ outcome })
    scrollTo('#outcome')
  },

  /**
   * The button under the form. As long as the outcome is unknown it looks first: the finger or the keyboard that sent
   * the order is on the safe step.
   */
  act() {
    return this.data.outcome?.look ? this.lookUp() : this.submit()
  },

  /** Looks up whether the order was created after all. */
  async lookUp() {
    const order = findOrder(this.data.draft.orderId)
    if (this.data.looking || !order) return
    this.setData({ looking: true })
    try {
      if (await lookUpOrder(order)) return this.finish()
      removeOrder(order.orderId)
      this.change({ sent: false })
      this.tell(notMade)
    } catch (error) {
      this.tell(lookFailed(error))
    } finally {
      this.setData({ looking: false })
    }
  },

  finish() {
    const { orderId } = this.data.draft
    nextDraft(this.data.draft)
    wx.showToast({ title: '下单成功', icon: 'success' })
    wx.redirectTo({ url: `/pages/order-detail/order-detail?orderId=${encodeURIComponent(orderId)}` })
  },

  async startOver() {
    const { sent } = this.data.draft
    if (!(await (sent ? isPutAside() : isCleared()))) return
    this.setData({ draft: nextDraft(this.data.draft), tried: false, focused: nowhere, outcome: null })
    this.show()
  },
})

const summaryOf = (wrong: WrongField[]): string =>
  wrong[0] ? `还有 ${wrong.length} 处要填好，从「${wrong[0].name}」开始` : ''

const isCleared = () =>
  confirmLoss({
    title: '清空重填？',
    content: '寄件人和货物规格会保留，其余内容清空。',
    confirmText: '清空',
    cancelText: '继续填写',
  })

async function isPutAside(): Promise<boolean> {
  const { confirm } = await wx.showModal({
    title: '把这一单放到一边？',
    content: '它会留在运单列表里，状态是「待确认」，可以随时查询。',
    confirmText: '写下一单',
    cancelText: '继续填写',
  })
  return confirm
}
