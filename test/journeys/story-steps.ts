import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Hand, Phone } from './phone'
import { repository, type Stand } from './start-command'

/** Milliseconds. */
export const hour = 3_600_000

/** A picture for the README, taken when UPDATE_PICTURES is set; `by` names the hand that takes it, else any. */
export async function takePicture(
  { page, hand }: Phone,
  name: string,
  by: Hand['name'] = hand.name,
): Promise<void> {
  if (!process.env.UPDATE_PICTURES || hand.name !== by) return
  const folder = join(repository, 'docs/images')
  mkdirSync(folder, { recursive: true })
  await page.locator('.preview--toast').waitFor({ state: 'detached' })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

/** Somebody who sends or receives. */
export interface Person {
  name: string
  mobile: string
  region: [province: string, city: string, area: string]
  address: string
}

export const sender: Person = {
  name: '陈店长',
  mobile: '13800000001',
  region: ['广东省', '广州市', '海珠区'],
  address: '新港中路 397 号',
}

export const receiver: Person = {
  name: '王小明',
  mobile: '13900000002',
  region: ['浙江省', '杭州市', '西湖区'],
  address: '文三路 1 号 2 栋 301',
}

/** Types in one side of an order. */
export async function typePerson(phone: Phone, who: '寄件人' | '收件人', person: Person): Promise<void> {
  const { page, front } = phone
  await phone.type(`${who}姓名`, person.name)
  await phone.type(`${who}手机`, person.mobile)
  await phone.tap(front.getByRole('button', { name: `${who}所在地区` }))
  const sheet = page.getByRole('dialog', { name: `${who}所在地区` })
  for (const [at, name] of ['省', '市', '区'].entries()) {
    await sheet.getByLabel(name, { exact: true }).fill(person.region[at]!)
  }
  await phone.answer(`${who}所在地区`, '确定')
  await phone.type(`${who}详细地址`, person.address)
}

/** Takes a remembered person instead of typing. */
export async function chooseRemembered(
  phone: Phone,
  who: '寄件人' | '收件人',
  { name, address }: Person,
): Promise<void> {
  await phone.tapButton(`${who}：常用地址`)
  await phone.tapButton(`用这个地址：${name}`)
  await phone.front.getByLabel(`${who}详细地址`).waitFor()
  expect(await phone.front.getByLabel(`${who}详细地址`).inputValue()).toBe(address)
}

/** Opens the form of a new order, from the list. */
export async function openForm(phone: Phone): Promise<void> {
  await phone.tapButton('新建运单')
  // The only account and its only service are chosen by themselves.
  await phone.front.getByText('韵达快递 123456789').waitFor()
  await phone.front.getByText('标准快件').waitFor()
}

/** Fills in a whole order, and gives its number. */
export async function fillOrder(phone: Phone, goods: string): Promise<string> {
  await typePerson(phone, '寄件人', sender)
  await typePerson(phone, '收件人', receiver)
  return finishOrder(phone, goods)
}

/** Fills in what an order needs beside the two people. */
export async function finishOrder(phone: Phone, goods: string): Promise<string> {
  await phone.type('商品名称', goods)
  await phone.type('用户 OPENID', 'oABC')
  return phone.front.getByLabel('订单号', { exact: true }).inputValue()
}

/** What the timeline shows, newest first. */
export async function trackOf({ front }: Phone): Promise<string[]> {
  const steps = await front.getByRole('listitem').allInnerTexts()
  return steps.map(step => step.split('\n')[0]!)
}

/** Lets the emulator's time pass, and reads the order again. */
export async function letTimePass(
  phone: Phone,
  stand: Pick<Stand, 'control'>,
  hours: number,
  steps: number,
): Promise<void> {
  await stand.control('/__emu/clock', { advanceMs: hours * hour })
  await phone.refresh()
  await phone.front
    .getByRole('listitem')
    .nth(steps - 1)
    .waitFor()
}
