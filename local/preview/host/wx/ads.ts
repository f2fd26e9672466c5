import { phoneTexts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { Signals } from '../signals'
import { listenerPairs } from './listener-pairs'

interface AdOptions {
  adUnitId?: string
}

/** Advertisements that are a box: a person closes them, and the mini program learns how. */
export function adApis() {
  return {
    createRewardedVideoAd: (options: AdOptions = {}) =>
      createAd(options, [
        { words: phoneTexts.watched, close: { isEnded: true } },
        { words: phoneTexts.close, close: { isEnded: false } },
      ]),
    createInterstitialAd: (options: AdOptions = {}) =>
      createAd(options, [{ words: phoneTexts.close, close: undefined }]),
  }
}

interface Way {
  words: string
  /** What `onClose` is told. */
  close: object | undefined
}

/** What WeChat says to an advertisement without an id. */
const noUnit = { errCode: 1002, errMsg: 'invalid adUnitId' }

const events = ['Load', 'Error', 'Close']

function createAd({ adUnitId }: AdOptions, ways: Way[]): object {
  const signals = new Signals()
  const load = async () => {
    if (!adUnitId) {
      signals.fire('Error', noUnit)
      throw noUnit
    }
    signals.fire('Load')
  }
  // As in WeChat it loads without being asked, once those who listen have had their turn.
  setTimeout(() => void load().catch(() => undefined))
  return {
    ...listenerPairs(events, () => signals),
    load,
    async show() {
      if (!adUnitId) throw noUnit
      void showBox(ways).then(({ close }) => signals.fire('Close', close))
      return { errMsg: 'show:ok' }
    },
    destroy: () => {
      for (const name of events) signals.off(name)
    },
  }
}

function showBox(ways: Way[]): Promise<Way> {
  const last = ways[ways.length - 1]!
  const label = phoneTexts.advertisement
  const frame = { className: 'modal' as const, label, dismissed: last, closesByMask: false }
  return openDialog<Way>(frame, (box, answer) => {
    box.append(make('h2', 'modal-title', {}, label))
    const buttons = ways.map(way => makeButton('confirm', way.words, () => answer(way)))
    box.append(make('div', 'modal-buttons', {}, ...buttons))
  })
}
