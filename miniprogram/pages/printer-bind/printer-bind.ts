import { checkOpenid, checkTags, doubtOpenid, mostTags, readTags } from '../../services/checks'
import { type Words, wordsFor } from '../../services/error-words'
import { goBackOr, scrollTo } from '../../services/interaction'
import { loadPage, notLoaded } from '../../services/load-page'
import { mustBeOperator, wasOperator } from '../../services/openapi'
import { bindPrinter } from '../../services/printers'
import { forget, keep, readKept } from '../../services/storage'

type FieldEvent = WechatMiniprogram.CustomEvent<{ value: string }>

const draftKey = 'printer-draft'
const empty = { openid: '', tagText: '' }

const leave = () => goBackOr('/pages/printers/printers')

Page({
  data: {
    ...notLoaded(),
    ...empty,
    /** Whether the user was an operator at the last visit: the form can be drawn at once. */
    wasOperator: false,
    /** Whether the printer is bound already and only the tags change. */
    edits: false,
    /** Whether the printer had tags, so that an empty list removes them. */
    hadTags: false,
    tags: [] as string[],
    tagHint: '',
    messages: { openid: '', tags: '' },
    doubt: '',
    /** The field that the caret is put into. */
    focused: '',
    tried: false,
    sending: false,
    failed: null as Words | null,
  },

  onLoad({ openid, tags }: Record<string, string | undefined>) {
    const tagText = tags || ''
    this.setData({ wasOperator: wasOperator() })
    if (openid) {
      this.setData({ openid: decodeURIComponent(openid), tagText, edits: true, hadTags: tagText !== '' })
      wx.setNavigationBarTitle({ title: '修改标签' })
    } else this.setData(readKept(draftKey, empty))
    this.show()
    void this.enter()
  },

  /** Asks whether the user may bind printers at all. */
  enter() {
    return loadPage(this, async () => {
      await mustBeOperator()
      return {}
    })
  },

  /** Updates the view from the draft. */
  show() {
    const { openid, tagText, tried } = this.data
    const tags = readTags(tagText)
    this.setData({
      tags,
      tagHint: tags.length ? `${tags.length} / ${mostTags} 个标签` : '选填，用逗号隔开，最多 10 个',
      messages: {
        openid: checkOpenid(openid) || (tried && !openid ? '请填写打印员的 OPENID' : ''),
        tags: checkTags(tags),
      },
      doubt: doubtOpenid(openid),
    })
  },

  onOpenid({ detail }: FieldEvent) {
    this.setData({ openid: detail.value })
    this.changed()
  },

  onTags({ detail }: FieldEvent) {
    this.setData({ tagText: detail.value })
    this.changed()
  },

  changed() {
    const { openid, tagText, edits } = this.data
    if (!edits) keep(draftKey, { openid, tagText })
    this.show()
  },

  async submit() {
    if (this.data.sending) return
    // The caret goes to a field as `focus` becomes true: it must be false before.
    this.setData({ tried: true, failed: null, focused: '' })
    this.show()
    const { openid, tags, edits, hadTags, messages } = this.data
    const wrong = messages.openid ? 'openid' : messages.tags ? 'tags' : ''
    if (wrong) {
      this.setData({ focused: wrong })
      scrollTo(`#${wrong}`)
      return
    }
    this.setData({ sending: true })
    try {
      await bindPrinter(openid, tags, hadTags)
      if (!edits) forget(draftKey)
      wx.showToast({ title: edits ? '标签已修改' : '已绑定', icon: 'success' })
      leave()
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
