import { nearbyPoi } from '../../shared/catalogue/nearbyPoi'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ nearbyPoi }, config)
