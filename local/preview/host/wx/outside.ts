import { phoneTexts, texts } from '../../texts'
import { runSafely } from '../complain'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { host } from '../host'
import { ApiFailure, asyncApi } from './call-style'
import { requireOption, requirePrivacy, requireScope } from './consent'
import { askSheet, type SheetField, showSheet } from './sheets'

/** What the person typed. @throws ApiFailure when they closed the sheet */
async function askOrCancel<Name extends string>(
  title: string,
  fields: Record<Name, SheetField>,
): Promise<Record<Name, string>> {
  const typed = await askSheet({ title, fields })
  if (!typed) throw new ApiFailure('cancel')
  return typed
}

/** Asks whether to do something that leaves the mini program. @throws ApiFailure when the person refuses */
async function confirmOrCancel(sheet: Parameters<typeof askSheet>[0]): Promise<void> {
  if (!(await askSheet(sheet))) throw new ApiFailure('cancel')
}

const kindsOfCodes = {
  qrCode: ['QR_CODE', phoneTexts.qrCode],
  barCode: ['EAN_13', phoneTexts.barCode],
  wxCode: ['WX_CODE', phoneTexts.wxCode],
  datamatrix: ['DATA_MATRIX', 'Data Matrix'],
  pdf417: ['PDF_417', 'PDF417'],
} as const

/** Where there is no camera, the person types what the code says; that of a mini program leads to a page of it. */
async function scanCode({
  scanType = ['barCode', 'qrCode', 'wxCode'],
}: {
  scanType?: string[]
}): Promise<object> {
  const kinds = scanType.flatMap(kind => (Object.hasOwn(kindsOfCodes, kind) ? [kind] : []))
  if (kinds.length === 0) throw new ApiFailure('invalid scanType')
  const choices = kinds.map(kind => kindsOfCodes[kind as keyof typeof kindsOfCodes])
  const preferred = choices.find(([type]) => type === 'QR_CODE') ?? choices[0]!
  const typed = await askOrCancel(phoneTexts.scan, {
    text: { label: phoneTexts.content },
    type: { label: phoneTexts.kindOfCode, choices, value: preferred[0] },
  })
  const bytes = new TextEncoder().encode(typed.text)
  const rawData = btoa([...bytes].map(byte => String.fromCharCode(byte)).join(''))
  const found = { scanType: typed.type, charSet: 'UTF-8', rawData }
  if (typed.type !== 'WX_CODE') return { ...found, result: typed.text }
  return { ...found, result: '', path: typed.text.replace(/^\//, '') }
}

async function chooseAddress(): Promise<object> {
  await requirePrivacy('chooseAddress', true)
  const demo = phoneTexts.demoAddress
  const typed = await askOrCancel(phoneTexts.chooseAddress, {
    userName: { label: phoneTexts.receiver, value: demo.userName },
    telNumber: { label: phoneTexts.phoneNumber, value: '13800000000' },
    provinceName: { label: phoneTexts.region[0]!, value: demo.provinceName },
    cityName: { label: phoneTexts.region[1]!, value: demo.cityName },
    countyName: { label: phoneTexts.region[2]!, value: demo.countyName },
    streetName: { label: phoneTexts.street, value: demo.streetName, isOptional: true },
    detailInfo: { label: phoneTexts.address, value: demo.detailInfo },
    postalCode: { label: phoneTexts.postalCode, value: '510000', isOptional: true },
  })
  return { ...typed, nationalCode: '440105', detailInfoNew: typed.detailInfo }
}

async function chooseInvoiceTitle(): Promise<object> {
  const choices = [
    ['0', phoneTexts.company],
    ['1', phoneTexts.person],
  ] as const
  const optional = (label: string, value = ''): SheetField => ({ label, value, isOptional: true })
  const { type, ...typed } = await askOrCancel(phoneTexts.chooseInvoiceTitle, {
    type: { label: phoneTexts.kind, choices },
    title: { label: phoneTexts.invoiceTitle, value: phoneTexts.demoCompany },
    taxNumber: optional(phoneTexts.taxNumber, '91440101MA0000000X'),
    companyAddress: optional(phoneTexts.address),
    telephone: optional(phoneTexts.phoneNumber),
    bankName: optional(phoneTexts.bank),
    bankAccount: optional(phoneTexts.account),
  })
  return { ...typed, type: Number(type) as 0 | 1 }
}

async function chooseInvoice(): Promise<object> {
  await confirmOrCancel({
    title: phoneTexts.chooseInvoice,
    facts: [[phoneTexts.invoiceTitle, phoneTexts.demoCompany]],
  })
  const invoice = { card_id: 'pDEMO_card', encrypt_code: 'DEMO-code', app_id: host().surroundings.appId }
  const invoiceInfo = JSON.stringify([invoice])
  return { invoiceInfo, choose_invoice_info: invoiceInfo }
}

interface OtherMiniProgram {
  appId?: string
  shortLink?: string
  path?: string
  extraData?: object
  envVersion?: string
}

/** Asks before another mini program would open; the preview has no other. */
export async function openMiniProgram(options: OtherMiniProgram): Promise<void> {
  const { appId, shortLink = '', path = '', extraData = {}, envVersion = 'release' } = options
  if (!shortLink) requireOption({ appId }, 'appId', 'String')
  const name = appId ?? shortLink
  await confirmOrCancel({
    title: phoneTexts.opensMiniProgram(name),
    facts: [
      [phoneTexts.path, path],
      [phoneTexts.data, Object.keys(extraData).length > 0 ? JSON.stringify(extraData) : ''],
      [phoneTexts.version, envVersion],
    ],
    allow: phoneTexts.allow,
  })
}

/** Leaves the mini program; a button opens it again. */
export function exitMiniProgram(): void {
  const { app } = host()
  const { onHide } = app
  if (typeof onHide === 'function') runSafely('app onHide', () => onHide.call(app))
  const frame = {
    className: 'modal' as const,
    label: phoneTexts.exited,
    dismissed: undefined,
    closesByMask: false,
  }
  void openDialog<void>(frame, (box, answer) => {
    box.append(make('p', 'modal-content', {}, phoneTexts.exited))
    const open = makeButton('confirm', phoneTexts.openAgain, () => {
      answer()
      location.reload()
    })
    box.append(make('div', 'modal-buttons', {}, open))
  })
}

interface ServiceOptions {
  sessionFrom?: string
  corpId?: string
  extInfo?: { url?: string }
  showMessageCard?: boolean
  sendMessageTitle?: string
  sendMessagePath?: string
  sendMessageImg?: string
}

/** What the person would see of the customer service; resolves to whether they opened the card of the message. */
export async function openService(options: ServiceOptions): Promise<boolean> {
  const { showMessageCard, sessionFrom = '', corpId = '', extInfo, sendMessageTitle = '' } = options
  const path = options.sendMessagePath ?? ''
  const card = showMessageCard
    ? ([
        [phoneTexts.card, sendMessageTitle],
        [phoneTexts.path, path],
      ] as const)
    : []
  const facts = [
    ['sessionFrom', sessionFrom],
    ['corpId', corpId],
    ['url', extInfo?.url ?? ''],
    ...card,
  ] as const
  const about = phoneTexts.noService
  if (!showMessageCard) {
    await showSheet({ title: phoneTexts.service, about, facts })
    return false
  }
  const words = { allow: phoneTexts.openCard, refuse: phoneTexts.close }
  return (await askSheet({ title: phoneTexts.service, about, facts, ...words })) !== undefined
}

/** Shows what was given and asks whether to keep it. */
const keep = (title: string, options: object): Promise<void> =>
  confirmOrCancel({
    title,
    facts: Object.entries(options).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
    ),
    allow: phoneTexts.save,
  })

function addToCalendar(name: string) {
  return asyncApi<{ title?: string; startTime?: number }>(name, async options => {
    requireOption(options, 'title', 'String')
    requireOption(options, 'startTime', 'Number')
    await requireScope('scope.addPhoneCalendar')
    await keep(phoneTexts.calendar, options)
  })
}

/** What leads out of the mini program, or brings something in that the person has elsewhere. */
export const outsideApis = () => ({
  scanCode: asyncApi<{ scanType?: string[] }>('scanCode', scanCode),
  chooseAddress: asyncApi('chooseAddress', chooseAddress),
  chooseInvoiceTitle: asyncApi('chooseInvoiceTitle', chooseInvoiceTitle),
  chooseInvoice: asyncApi('chooseInvoice', chooseInvoice),
  makePhoneCall: asyncApi<{ phoneNumber?: string }>('makePhoneCall', async options => {
    requireOption(options, 'phoneNumber', 'String')
    await confirmOrCancel({ title: options.phoneNumber!, about: phoneTexts.noCalls, allow: phoneTexts.call })
  }),
  addPhoneContact: asyncApi<{ firstName?: string }>('addPhoneContact', async options => {
    requireOption(options, 'firstName', 'String')
    await requireScope('scope.addPhoneContact')
    await keep(phoneTexts.contact, options)
  }),
  addPhoneCalendar: addToCalendar('addPhoneCalendar'),
  addPhoneRepeatCalendar: addToCalendar('addPhoneRepeatCalendar'),
  navigateToMiniProgram: asyncApi<OtherMiniProgram>('navigateToMiniProgram', openMiniProgram),
  openEmbeddedMiniProgram: asyncApi<OtherMiniProgram>('openEmbeddedMiniProgram', openMiniProgram),
  navigateBackMiniProgram: asyncApi('navigateBackMiniProgram', () => {
    throw new ApiFailure(texts.notices.notOpenedByOther)
  }),
  exitMiniProgram: asyncApi('exitMiniProgram', exitMiniProgram),
  openCustomerServiceChat: asyncApi<ServiceOptions>('openCustomerServiceChat', options => {
    requireOption(options, 'corpId', 'String')
    void openService(options)
  }),
})
