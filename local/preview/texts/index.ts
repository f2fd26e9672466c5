import { en, type PreviewTexts } from './en'
import { zh } from './zh'

const isChinese = typeof navigator === 'object' && /^zh\b/i.test(navigator.language)

/** The texts in the language of the browser that shows the page. */
export const texts: PreviewTexts = isChinese ? { ...en, ...zh } : en

/** The texts of the phone, which speaks Chinese as WeChat does. */
export const phoneTexts = zh.phone
