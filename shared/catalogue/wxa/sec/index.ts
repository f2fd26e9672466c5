export { famousBrand } from './famousBrand'
export { order } from './order'
