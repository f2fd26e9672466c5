import { cloudbase } from '../../shared/catalogue/cloudbase'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ cloudbase }, config)
