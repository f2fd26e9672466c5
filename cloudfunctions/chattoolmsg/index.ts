import { chattoolmsg } from '../../shared/catalogue/chattoolmsg'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ chattoolmsg }, config)
