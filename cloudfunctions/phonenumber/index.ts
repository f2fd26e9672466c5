import { phonenumber } from '../../shared/catalogue/phonenumber'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ phonenumber }, config)
