import { urlscheme } from '../../shared/catalogue/urlscheme'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ urlscheme }, config)
