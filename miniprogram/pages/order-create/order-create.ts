import type { AccountView } from '../../services/accounts'
import { listAccounts } from '../../services/accounts'
import { formatDay } from '../../services/dates'
import { loadPage, notLoaded } from '../../services/load-page'
import { findOrder, removeOrder } from '../../services/order-book'
import { checkOrder, serviceOf } from '../../services/order-check'
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
    missing: '',
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
      today: formatDay(new Date()),
      outcome: this.data.outcome || (isUnsure && !this.data.sending ? leftUnsure : null),
    })
    this.show()
    void this.refresh()
  },

  async refresh() {
    await loadPage(this, async () => {
      const accounts = (await listAccounts()).filter(account => account.usable)
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
      missing: tried ? faults.names.join('、') : '',
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
    this.setData({ tried: true })
    this.show()
    const { draft, accounts, accountIndex, faults } = this.data
    const account = accounts[accountIndex]
    if (!account || faults.names.length) return
    this.setData({ sending: true, outcome: null })
    this.change({ sent: true })
    const outcome = await sendOrder(draft, account)
    this.setData({ sending: false })
    if (outcome.kind === 'made') return this.finish()
    // An order that was certainly not created may get another id.
    if (outcome.kind === 'refused') this.change({ sent: false })
    this.setData({ outcome: viewOutcome(outcome) })
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
      this.setData({ outcome: notMade })
    } catch (error) {
      this.setData({ outcome: lookFailed(error) })
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
    const { confirm } = await wx.showModal({
      title: sent ? '把这一单放到一边？' : '清空重填？',
      content: sent
        ? '它会留在运单列表里，状态是「待确认」，可以随时查询。'
        : '寄件人和货物规格会保留，其余内容清空。',
      confirmText: sent ? '写下一单' : '清空',
      cancelText: '继续填写',
    })
    if (!confirm) return
    this.setData({ draft: nextDraft(this.data.draft), tried: false, outcome: null })
    this.show()
  },
})
