import { phoneTexts } from '../../texts'
import { host } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { requireScope } from './consent'
import { decoded, encoded } from './encodings'
import { requirePrivacy } from './privacy'
import { askOrCancel, confirmOrCancel, type SheetField, showSheet } from './sheets'

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
  const rawData = decoded(encoded(typed.text), 'base64')
  const found = { scanType: typed.type, charSet: 'UTF-8', rawData }
  if (typed.type !== 'WX_CODE') return { ...found, result: typed.text }
  return { ...found, result: '', path: typed.text.replace(/^\//, '') }
}

const demoNumber = '13800000000'

async function chooseAddress(): Promise<object> {
  await requirePrivacy('chooseAddress', true)
  const demo = phoneTexts.demoAddress
  const typed = await askOrCancel(phoneTexts.chooseAddress, {
    userName: { label: phoneTexts.receiver, value: demo.userName },
    telNumber: { label: phoneTexts.phoneNumber, value: demoNumber },
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
    requireParam(options, 'title', 'String')
    requireParam(options, 'startTime', 'Number')
    await requireScope('scope.addPhoneCalendar')
    await keep(phoneTexts.calendar, options)
  })
}

interface Card {
  cardId?: string
  cardExt?: string
  code?: string
}

const cardNames = (cards: Card[]) => cards.map(({ cardId = '' }) => [phoneTexts.card, cardId] as const)

async function addCard(options: { cardList?: Card[] }): Promise<object> {
  requireParam(options, 'cardList', 'Array')
  const cards = options.cardList!
  await confirmOrCancel({ title: phoneTexts.addCard, facts: cardNames(cards), allow: phoneTexts.save })
  return { cardList: cards.map(card => ({ ...card, code: 'DEMO-code', isSuccess: true })) }
}

/** What the person has elsewhere, and what the mini program may put there. */
export const belongingApis = () => ({
  scanCode: asyncApi<{ scanType?: string[] }>('scanCode', scanCode),
  chooseAddress: asyncApi('chooseAddress', chooseAddress),
  chooseInvoiceTitle: asyncApi('chooseInvoiceTitle', chooseInvoiceTitle),
  chooseInvoice: asyncApi('chooseInvoice', chooseInvoice),
  chooseContact: asyncApi('chooseContact', async () => {
    const typed = await askOrCancel(phoneTexts.chooseContact, {
      displayName: { label: phoneTexts.receiver, value: phoneTexts.demoAddress.userName },
      phoneNumber: { label: phoneTexts.phoneNumber, value: demoNumber },
    })
    return { ...typed, phoneNumberList: [typed.phoneNumber] }
  }),
  addPhoneContact: asyncApi<{ firstName?: string }>('addPhoneContact', async options => {
    requireParam(options, 'firstName', 'String')
    await requireScope('scope.addPhoneContact')
    await keep(phoneTexts.contact, options)
  }),
  addPhoneCalendar: addToCalendar('addPhoneCalendar'),
  addPhoneRepeatCalendar: addToCalendar('addPhoneRepeatCalendar'),
  addCard: asyncApi<{ cardList?: Card[] }>('addCard', addCard),
  openCard: asyncApi<{ cardList?: Card[] }>('openCard', options => {
    requireParam(options, 'cardList', 'Array')
    void showSheet({ title: phoneTexts.card, facts: cardNames(options.cardList!) })
  }),
})
