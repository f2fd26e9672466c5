import { seriousFaults, testInChromium } from '../local/preview/chromium'
import { prepareJourney } from './journey'
import { mouse, openPhone, type Phone, touch } from './phone'
import { startCommand } from './start-command'
import { takePicture } from './story-steps'

const inChromium = testInChromium()

const journey = prepareJourney(startCommand)
let phone: Phone

afterEach(() => phone?.close())

/** From the first page to the form of a method, as an operator finds it. */
async function findMethod(wanted: string, name: string): Promise<void> {
  await phone.openTab('我的')
  await phone.tapButton('接口调试')
  await phone.front.getByText('全部接口').waitFor()
  await phone.type('搜索接口', wanted)
  await phone.tap(phone.front.getByRole('button', { name }))
  await phone.page.getByRole('heading', { name: name.split('.')[1]! }).waitFor()
}

/** Chooses a value of a parameter from its list. */
async function choose(param: string, value: string): Promise<void> {
  await phone.tap(phone.front.getByLabel(`${param}：请选择`))
  await phone.tap(phone.page.getByRole('radio', { name: value }))
  await phone.tap(phone.page.getByRole('button', { name: '确定' }))
}

inChromium('an operator makes a code in the console, and sees the picture', async () => {
  phone = await openPhone(journey.browser, journey.stand.preview, touch)
  const { front } = phone
  await findMethod('小程序码 getUnlimited', 'wxacode.getUnlimited')
  await phone.type('scene', 'id=1')
  await choose('checkPath', 'false')
  expect(await seriousFaults(phone.page)).toEqual([])
  await takePicture(phone, 'console-form')
  await phone.tapButton('运行')
  await front.getByText(/^成功，用时/).waitFor()
  const picture = front.getByRole('img', { name: '接口返回的图片' })
  await picture.waitFor()
  expect(await picture.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  expect(phone.errors).toEqual([])
})

inChromium('a wrong updateType shows 9300517, what it means and what to do', async () => {
  phone = await openPhone(journey.browser, journey.stand.preview, touch)
  const { front } = phone
  await findMethod('updatePrinter', 'logistics.updatePrinter')
  await phone.type('openid', 'oDEMO_user_00000000000000002')
  await choose('updateType', '其他值…')
  await phone.type('updateType', 'bindd')
  await front.getByText('微信的文档里没有这个值，仍可发送').waitFor()
  await phone.tapButton('运行')
  await phone.answer('这不是演习', '运行')
  await front.getByText(/^9300517 /).waitFor()
  await front.getByText('请管理员更新小程序。').waitFor()
  await phone.tapButton('详情')
  await front.getByText('the updateType is not valid').waitFor()
  expect(await seriousFaults(phone.page)).toEqual([])
  await takePicture(phone, 'console-error')
  expect(phone.errors).toEqual([])
})

inChromium('a large picture of the album is made small enough for a cloud function', async () => {
  phone = await openPhone(journey.browser, journey.stand.preview, mouse)
  const { front, page } = phone
  await findMethod('imgSecCheck', 'security.imgSecCheck')
  const chooser = page.waitForEvent('filechooser')
  await phone.tap(front.getByRole('button', { name: '选择图片：media' }))
  await (await chooser).setFiles({ name: 'noise.png', mimeType: 'image/png', buffer: await noise() })
  await front.getByRole('img', { name: '选中的图片' }).waitFor()
  await phone.tapButton('运行')
  await front.getByText(/^成功，用时/).waitFor()
  expect(phone.errors).toEqual([])
})

/** A picture of noise, which no compression makes small without loss: some megabytes. */
async function noise(): Promise<Buffer> {
  const url = await phone.page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1200
    const pen = canvas.getContext('2d')!
    const pixels = pen.createImageData(1200, 1200)
    let state = 1
    for (let at = 0; at < pixels.data.length; at += 1) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      pixels.data[at] = at % 4 === 3 ? 255 : (state >> 16) & 255
    }
    pen.putImageData(pixels, 0, 0)
    return canvas.toDataURL('image/png')
  })
  const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  expect(bytes.length).toBeGreaterThan(1_000_000)
  return bytes
}
