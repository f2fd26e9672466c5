import type { RememberedPerson, Side } from '../../services/addresses'
import { addressLine, forgetAddress, listAddresses } from '../../services/addresses'
import { confirmLoss, goBackOr } from '../../services/interaction'
import { fillDraft } from '../../services/order-draft'

interface AddressView extends RememberedPerson {
  line: string
  phone: string
}

Page({
  data: {
    /** For which side of the order an address is chosen; empty: only browsing. */
    side: '' as Side | '',
    addresses: [] as AddressView[],
  },

  onLoad({ side }: Record<string, string | undefined>) {
    this.setData({ side: side === 'sender' || side === 'receiver' ? side : '' })
    const titles = { sender: '选寄件人', receiver: '选收件人' }
    if (this.data.side) wx.setNavigationBarTitle({ title: titles[this.data.side] })
    this.show()
  },

  show() {
    const addresses = listAddresses().map(person => ({
      ...person,
      line: addressLine(person),
      phone: person.mobile || person.tel,
    }))
    this.setData({ addresses })
  },

  choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const person = listAddresses().find(({ id }) => id === currentTarget.dataset.id)
    if (!this.data.side || !person) return
    fillDraft(this.data.side, person)
    goBackOr('/pages/me/me')
  },

  async remove({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id, name } = currentTarget.dataset
    const isMeant = await confirmLoss({
      title: '删除这个地址？',
      content: `${name} 的地址会从这部手机上删除。`,
      confirmText: '删除',
      cancelText: '先留着',
    })
    if (!isMeant) return
    forgetAddress(id)
    this.show()
  },
})
