/** A question with a button that takes something away. */
export interface LossQuestion {
  title: string
  content: string
  /** At most 4 letters, as WeChat allows. */
  confirmText: string
  cancelText: string
}

/** The colour of that button in both themes: `--color-bad` of styles/tokens.wxss, which a dialog cannot read. */
export const lossColours = { light: '#a8261c', dark: '#ff9a8f' } as const

/** Asks before something is taken away. The button that does it is red. */
export async function confirmLoss(question: LossQuestion): Promise<boolean> {
  const theme = wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light'
  const { confirm } = await wx.showModal({ ...question, confirmColor: lossColours[theme] })
  return confirm
}

/** Brings a part of the page into sight, such as what has just been said at the other end of it. */
export function scrollTo(selector: string): void {
  // Without `fail` a part that is gone by then would be an unhandled rejection.
  wx.pageScrollTo({ selector, offsetTop: -12, fail: () => {} })
}

/** Back to where the person came from; who was led here by a link, to this tab. */
export function goBackOr(tab: string): void {
  wx.navigateBack({ fail: () => wx.switchTab({ url: tab }) })
}
