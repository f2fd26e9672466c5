import { urllink } from '../../shared/catalogue/urllink'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ urllink }, config)
