import { bindAccount, confirmUnbinding } from '../../services/accounts'
import { checkLength } from '../../services/checks'
import type { Delivery } from '../../services/deliveries'
import { listDeliveries } from '../../services/deliveries'
import { type Words, wordsFor } from '../../services/error-words'
import { goBackOr, scrollTo } from '../../services/interaction'
import { loadPage, notLoaded } from '../../services/load-page'
import { mustBeOperator } from '../../services/openapi'
import { forget, keep, readKept } from '../../services/storage'

type FieldEvent = WechatMiniprogram.CustomEvent<{ value: string }>

/** The input; the password is not stored on the phone. */
interface Draft {
  deliveryId: string
  bizId: string
  remark: string
}

const draftKey = 'account-draft'
const empty: Draft = { deliveryId: '', bizId: '', remark: '' }
// These three identify the shop by its account alone.
const withoutPassword = ['EMS', 'SF', 'JD']

const leave = () => goBackOr('/pages/accounts/accounts')

Page({
  data: {
    ...notLoaded(),
    type: 'bind' as 'bind' | 'unbind',
    draft: empty,
    password: '',
    deliveries: [] as Delivery[],
    names: [] as string[],
    deliveryIndex: -1,
    deliveryName: '',
    passwordNeeded: true,
    messages: { deliveryId: '', bizId: '', password: '', remark: '' },
    /** The field that the caret is put into. */
    focused: '',
    tried: false,
    sending: false,
    failed: null as Words | null,
  },

  onLoad({ type, deliveryId, bizId }: Record<string, string | undefined>) {
    const given = deliveryId
      ? { deliveryId: decode(deliveryId), bizId: decode(bizId), remark: '' }
      : undefined
    this.setData({
      type: type === 'unbind' ? 'unbind' : 'bind',
      draft: given || readKept<Draft>(draftKey, empty),
    })
    if (type === 'unbind') wx.setNavigationBarTitle({ title: '解绑物流账号' })
    void this.refresh()
  },

  async refresh() {
    await loadPage(this, async () => {
      const [deliveries] = await Promise.all([listDeliveries(), mustBeOperator()])
      return { deliveries, names: deliveries.map(delivery => delivery.deliveryName) }
    })
    this.show()
  },

  /** Updates the view from the draft. */
  show() {
    const { draft, deliveries, password, tried } = this.data
    const deliveryIndex = deliveries.findIndex(delivery => delivery.deliveryId === draft.deliveryId)
    const passwordNeeded = !withoutPassword.includes(draft.deliveryId)
    const missing = (value: string, message: string) => (tried && !value ? message : '')
    this.setData({
      deliveryIndex,
      deliveryName: deliveries[deliveryIndex]?.deliveryName || draft.deliveryId,
      passwordNeeded,
      messages: {
        deliveryId: missing(draft.deliveryId, '请选择快递公司'),
        bizId: missing(draft.bizId, '请填写客户编码'),
        password: passwordNeeded ? missing(password, '请填写快递公司给你的密码') : '',
        remark: checkLength(draft.remark, 1024),
      },
    })
  },

  chooseDelivery({ detail }: FieldEvent) {
    const chosen = this.data.deliveries[Number(detail.value)]
    if (chosen) this.change({ deliveryId: chosen.deliveryId })
  },

  onBizId({ detail }: FieldEvent) {
    this.change({ bizId: detail.value })
  },

  onRemark({ detail }: FieldEvent) {
    this.change({ remark: detail.value })
  },

  onPassword({ detail }: FieldEvent) {
    this.setData({ password: detail.value })
    this.show()
  },

  change(change: Partial<Draft>) {
    const draft = { ...this.data.draft, ...change }
    this.setData({ draft })
    if (this.data.type === 'bind') keep(draftKey, draft)
    this.show()
  },

  async submit() {
    if (this.data.sending) return
    // The caret goes to a field as `focus` becomes true: it must be false before.
    this.setData({ tried: true, failed: null, focused: '' })
    this.show()
    const { draft, type, password, passwordNeeded, messages } = this.data
    const wrong = fields.find(field => messages[field])
    if (wrong) {
      this.setData({ focused: wrong })
      scrollTo(`#${wrong}`)
      return
    }
    if (type === 'unbind' && !(await confirmUnbinding(this.data.deliveryName, draft.bizId))) return
    if (this.data.sending) return
    this.setData({ sending: true })
    const remark = draft.remark.trim()
    try {
      await bindAccount({
        type,
        deliveryId: draft.deliveryId,
        bizId: draft.bizId,
        ...(passwordNeeded || password ? { password } : {}),
        ...(type === 'bind' && remark ? { remarkContent: remark } : {}),
      })
      if (type === 'bind') forget(draftKey)
      wx.showModal({
        ...done[type],
        showCancel: false,
        confirmText: '知道了',
        complete: () => leave(),
      })
    } catch (error) {
      this.setData({ failed: wordsFor(error) })
      scrollTo('#failed')
    } finally {
      this.setData({ sending: false })
    }
  },

  goBack() {
    leave()
  },
})

// From the top of the form to its end.
const fields = ['deliveryId', 'bizId', 'password', 'remark'] as const

const done = {
  bind: { title: '已提交审核', content: '快递公司审核通过后就能下单，可在「物流账号」下拉刷新查看结果。' },
  unbind: { title: '已解绑', content: '这个账号不能再下单，需要时可以重新绑定。' },
}

const decode = (text: string | undefined) => decodeURIComponent(text || '')
