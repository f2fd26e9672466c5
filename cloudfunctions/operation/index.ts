import { operation } from '../../shared/catalogue/operation'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ operation }, config)
