import * as catalogue from '../../shared/catalogue'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve(catalogue, config)
