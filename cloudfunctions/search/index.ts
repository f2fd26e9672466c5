import { search } from '../../shared/catalogue/search'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ search }, config)
