import { testInChromium } from '../local/preview/chromium'
import { startBrokenStand } from './broken-stand'
import { prepareJourney } from './journey'
import { openPhone, type Phone } from './phone'
import { fillOrder, openForm, trackOf } from './story-steps'

const inChromium = testInChromium()

const journey = prepareJourney(startBrokenStand)
let phone: Phone

afterEach(() => phone?.close())

inChromium('a parcel is followed by hand: the buttons beside the phone let time pass', async () => {
  phone = await openPhone(journey.browser, journey.stand.preview.url)
  const panel = phone.page.getByRole('complementary')
  await phone.openTab('运单')
  await openForm(phone)
  await fillOrder(phone, '茶叶')
  await phone.tapButton('提交运单')
  await phone.front.getByText('还没有轨迹').waitFor()
  await panel.getByRole('button', { name: '1 hour passes' }).click()
  await panel.getByRole('status').getByText('For WeChat it is').waitFor()
  await phone.refresh()
  await phone.front.getByRole('listitem').first().waitFor()
  expect(await trackOf(phone)).toEqual(['已揽件'])
  await panel.getByRole('button', { name: '1 day passes' }).click()
  await panel.getByRole('status').getByText('For WeChat it is').waitFor()
  await phone.refresh()
  await phone.front.getByRole('listitem').nth(2).waitFor()
  expect(await trackOf(phone)).toEqual(['派送中', '运输中', '已揽件'])
  expect(phone.errors).toEqual([])
})

inChromium('a failure is made and ended by hand: the page says it, and recovers', async () => {
  phone = await openPhone(journey.browser, journey.stand.preview.url)
  const panel = phone.page.getByRole('complementary')
  await panel.getByRole('button', { name: 'WeChat is busy' }).click()
  await panel.getByRole('status').getByText('WeChat returns -1').waitFor()
  await phone.openTab('打印员')
  await phone.front.getByText('微信系统繁忙').waitFor()
  await panel.getByRole('button', { name: 'WeChat works again' }).click()
  await panel.getByRole('status').getByText('WeChat responds as usual').waitFor()
  await phone.tapButton('再试一次')
  await phone.front.getByText('还没有打印员').waitFor()
  expect(phone.errors).toEqual([])
})
