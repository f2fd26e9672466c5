import { ocr } from '../../shared/catalogue/ocr'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ ocr }, config)
