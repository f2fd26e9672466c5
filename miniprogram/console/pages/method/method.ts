import { functionOf } from '../../../config'
import { confirmLoss, scrollTo } from '../../../services/interaction'
import { asCode, asCommand, asJson } from '../../services/as-code'
import { chooseFile, NotChosen } from '../../services/choose-file'
import type { Place } from '../../services/draft'
import { addItem, changeAt, partAt, removeItem } from '../../services/draft'
import type { Form } from '../../services/form'
import { fillForm, newForm, readForm } from '../../services/form'
import { changedRows, choiceAt, type FormRow } from '../../services/form-rows'
import { findMade, remember } from '../../services/history'
import { effectTag, mayShowConsole } from '../../services/lines'
import { type Method, methodOf } from '../../services/rows'
import type { Outcome } from '../../services/run'
import { namespaceFor, run } from '../../services/run'

type At<T = object> = WechatMiniprogram.CustomEvent<{ place: Place } & T>

/** What is not shown stays out of `data`, which is sent to the screen. */
interface Kept {
  method: Method | undefined
  form: Form
  params: { [name: string]: unknown }
}

Page({
  kept: { method: undefined, form: newForm({ params: [] } as unknown as Method), params: {} } as Kept,

  data: {
    isAllowed: false,
    head: null as object | null,
    tag: effectTag('read'),
    rows: [] as FormRow[],
    extra: '',
    extraMessage: '',
    missing: '',
    wrong: '',
    tried: false,
    /** Parameters of a past call that its record does not contain. */
    leftOut: '',
    isPasting: false,
    pasted: '',
    pasteMessage: '',
    running: false,
    outcome: null as Outcome | null,
  },

  onLoad({ name, made }: Record<string, string | undefined>) {
    const before = made ? findMade(made) : undefined
    const method = methodOf(before ? before.method : name || '')
    this.setData({ isAllowed: mayShowConsole() })
    if (!method) return
    wx.setNavigationBarTitle({ title: method.method })
    const { params: _, ...head } = method
    this.setData({
      head: { ...head, through: functionOf(namespaceFor(method)) },
      tag: effectTag(method.effect),
    })
    const form = newForm(method)
    const filled = before ? fillForm(form, JSON.stringify(before.params)) : form
    this.kept = { method, form: 'fault' in filled ? form : filled, params: {} }
    this.setData({ leftOut: before ? before.leftOut.join('、') : '' })
    this.show()
  },

  /** Updates the view from the form. */
  show() {
    const { form } = this.kept
    const { rows, params, extraMessage, missing, wrong } = readForm(form, this.data.tried)
    this.kept.params = params
    this.setData({
      ...changedRows(this.data.rows, rows),
      extra: form.extra,
      extraMessage,
      missing: this.data.tried ? missing.join('、') : '',
      wrong: this.data.tried ? wrong.join('、') : '',
    })
  },

  change(change: Partial<Form>) {
    this.kept.form = { ...this.kept.form, ...change }
    this.show()
  },

  onType({ detail: { place, value } }: At<{ value: string }>) {
    const { draft } = this.kept.form
    const isKey = place.endsWith('/*')
    const change = isKey ? { key: value.trim() } : { text: value }
    this.change({ draft: changeAt(draft, isKey ? place.slice(0, -2) : place, change) })
  },

  onChoose({ detail: { place, value } }: At<{ value: number }>) {
    const { root, draft } = this.kept.form
    const part = partAt(root, draft, place)
    if (!part) return
    const inList = /\/\d+$/.test(place)
    const chosen = choiceAt({ ...part.param, optional: part.param.optional && !inList }, value)
    this.change({ draft: changeAt(draft, place, { chosen, text: '' }) })
  },

  onToggle({ detail: { place } }: At) {
    const { root, draft } = this.kept.form
    const part = partAt(root, draft, place)
    if (part) this.change({ draft: changeAt(draft, place, { isOpen: !part.draft.isOpen }) })
  },

  onAdd({ detail: { place } }: At) {
    const { root, draft } = this.kept.form
    this.change({ draft: addItem(root, draft, place) })
  },

  onRemove({ detail: { place } }: At) {
    const { root, draft } = this.kept.form
    this.change({ draft: removeItem(root, draft, place.replace(/\/\*$/, '')) })
  },

  async onFile({ detail: { place } }: At) {
    try {
      const file = await chooseFile()
      this.change({ draft: changeAt(this.kept.form.draft, place, { file }) })
    } catch (error) {
      if (!(error instanceof NotChosen)) wx.showToast({ title: (error as Error).message, icon: 'none' })
    }
  },

  onNoFile({ detail: { place } }: At) {
    this.change({ draft: changeAt(this.kept.form.draft, place, { file: null }) })
  },

  onExtra({ detail }: WechatMiniprogram.Input) {
    this.change({ extra: detail.value })
  },

  startPasting() {
    this.setData({ isPasting: true, pasted: asJson(this.kept.params), pasteMessage: '' })
  },

  onPasted({ detail }: WechatMiniprogram.Input) {
    this.setData({ pasted: detail.value, pasteMessage: '' })
  },

  /** Fills the form from JSON; an invalid text leaves the form unchanged. */
  takeOver() {
    const filled = fillForm(this.kept.form, this.data.pasted)
    if ('fault' in filled) return this.setData({ pasteMessage: filled.fault })
    this.setData({ isPasting: false, leftOut: '' })
    this.change(filled)
  },

  stopPasting() {
    this.setData({ isPasting: false })
  },

  async submit() {
    this.setData({ tried: true })
    this.show()
    if (!this.data.wrong && !this.data.missing) await this.send()
  },

  /** Sends even if something seems to be missing: WeChat decides what is required. */
  async sendAnyway() {
    if (!this.data.wrong) await this.send()
  },

  async send() {
    const { method, params } = this.kept
    if (this.data.running || !method || !this.data.isAllowed) return
    this.setData({ running: true })
    try {
      if (!(await isMeant(method))) return
      this.setData({ outcome: null })
      const outcome = await run(method, params)
      remember({ method: method.name, errCode: outcome.errCode, isOk: outcome.isOk }, params)
      this.setData({ outcome })
      scrollTo('#outcome')
    } finally {
      this.setData({ running: false })
    }
  },

  async copy() {
    const { method, params } = this.kept
    if (!method) return
    const forms = [asCode(method.name, params), asCommand(method.name, params), asJson(params)]
    try {
      const { tapIndex } = await wx.showActionSheet({
        itemList: ['复制为代码', '复制为命令', '复制参数 JSON'],
      })
      wx.setClipboardData({ data: forms[tapIndex]! })
    } catch {
      // The sheet was closed: do nothing.
    }
  },

  async clear() {
    const { method, form, params } = this.kept
    if (!method) return
    if ((Object.keys(params).length || form.extra) && !(await isCleared())) return
    this.setData({ tried: false, outcome: null, leftOut: '' })
    this.change(newForm(method))
  },

  copyOutcome() {
    const { outcome } = this.data
    if (outcome) wx.setClipboardData({ data: outcome.whole })
  },
})

const isCleared = () =>
  confirmLoss({
    title: '清空参数？',
    content: '填的参数都会清掉；运行过的可以在调用记录里找回。',
    confirmText: '清空',
    cancelText: '先留着',
  })

/** Asks the user to confirm a write. */
async function isMeant({ effect, name }: Method): Promise<boolean> {
  if (effect === 'read') return true
  const content = `${name} 会真的改动数据。确定要运行吗？`
  const { confirm } = await wx.showModal({ title: '这不是演习', content, confirmText: '运行' })
  return confirm
}
