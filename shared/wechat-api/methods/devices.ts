import { device } from '../../catalogue/officialAccount/device'
import { shakearound as rows } from '../../catalogue/officialAccount/shakearound'
import { isObject } from '../../schema/objects'
import { call, uploading } from '../entry'

const bound = (deviceId: string, openid: string, ticket: string) => ({ ticket, device_id: deviceId, openid })
const compelled = (deviceId: string, openid: string) => ({ device_id: deviceId, openid })

/** 微信硬件 */
export const devices = {
  transferMessage: call(
    device.transMsg,
    'deviceType deviceId openid content',
    (deviceType: string, deviceId: string, openid: string, content: string | Uint8Array) => ({
      device_type: deviceType,
      device_id: deviceId,
      open_id: openid,
      content: Buffer.from(content as string).toString('base64'),
    }),
  ),
  transferStatus: call(
    device.transMsg,
    'deviceType deviceId openid status',
    (deviceType: string, deviceId: string, openid: string, status: string | number) => ({
      device_type: deviceType,
      device_id: deviceId,
      open_id: openid,
      msg_type: '2',
      device_status: status,
    }),
  ),
  createDeviceQRCode: call(device.createQrcode, 'deviceIds', (deviceIds: string[]) => ({
    device_num: deviceIds.length,
    device_id_list: deviceIds,
  })),
  authorizeDevices: call(
    device.authorizeDevice,
    'devices optype',
    (given: object[], optype: string | number, productId?: string | number) => ({
      device_num: given.length,
      device_list: given,
      op_type: optype,
      product_id: productId,
    }),
  ),
  getDeviceQRCode: call(device.getQrcode, 'productId', (productId: string | number) => ({
    product_id: productId,
  })),
  bindDevice: call(device.bind, 'deviceId openid ticket', bound),
  unbindDevice: call(device.unbind, 'deviceId openid ticket', bound),
  compelBindDevice: call(device.compelBind, 'deviceId openid', compelled),
  compelUnbindDevice: call(device.compelUnbind, 'deviceId openid', compelled),
  getDeviceStatus: call(device.getStat, 'deviceId', (deviceId: string) => ({ device_id: deviceId })),
  verifyDeviceQRCode: call(device.verifyQrcode, 'ticket', (ticket: string) => ({ ticket })),
  getOpenID: call(device.getOpenid, 'deviceId deviceType', (deviceId: string, deviceType: string) => ({
    device_id: deviceId,
    device_type: deviceType,
  })),
  getBindDevice: call(device.getBindDevice, 'openid', (openid: string) => ({ openid })),
}

/** A scalar and the object around it are both taken: the old documentation showed one, the code took the other. */
const wrapped =
  <T>(member: string) =>
  (given: T | object) =>
    isObject(given) ? given : { [member]: given }

const whole = (given: object) => given

/** 摇一摇周边 */
export const shakearound = {
  registerShakeAccount: call(rows.registerAccount, 'options', whole),
  checkShakeAccountStatus: call(rows.getAccountAuditStatus, '', () => ({})),
  applyBeacons: call(rows.applyDeviceId, 'options', whole),
  applyBeaconsStatus: call(rows.getDeviceApplyStatus, 'applyId', wrapped<number>('apply_id')),
  updateBeacon: call(rows.updateDevice, 'options', whole),
  bindBeaconLocation: call(rows.bindDeviceLocation, 'options', whole),
  getBeacons: call(rows.searchDevice, 'options', whole),
  bindBeaconWithPages: call(rows.bindDevicePage, 'options', whole),
  searchBeaconPageRelation: call(rows.searchRelation, 'options', whole),
  createPage: call(rows.addPage, 'page', whole),
  updatePage: call(rows.updatePage, 'page', whole),
  deletePage: call(rows.deletePage, 'pageId', wrapped<number>('page_id')),
  deletePages: call(rows.deletePage, 'pageIds', (pageIds: number[]) => ({ page_ids: pageIds })),
  getPages: call(rows.searchPage, 'options', whole),
  uploadPageIcon: uploading(rows.addMaterial, 'filepath', (filepath: string) => ({
    file: filepath,
    part: 'media',
    params: {},
  })),
  getShakeInfo: call(rows.getShakeInfo, 'ticket', wrapped<string>('ticket')),
  getDeviceStatistics: call(rows.getDeviceStatistics, 'options', whole),
  getDeviceStatisticsList: call(rows.getDeviceListStatistics, 'options', whole),
  getPageStatistics: call(rows.getPageStatistics, 'options', whole),
  getPageStatisticsList: call(rows.getPageListStatistics, 'options', whole),
  listBeaconGroup: call(rows.getDeviceGroupList, 'options', whole),
  queryGroupBeacons: call(rows.getDeviceGroupDetail, 'options', whole),
  addBeaconGroup: call(rows.addDeviceGroup, 'group', whole),
  updateBeaconGroup: call(rows.updateDeviceGroup, 'group', whole),
  deleteBeaconGroup: call(rows.deleteDeviceGroup, 'groupId', wrapped<number | string>('group_id')),
  addGroupBeacons: call(rows.addDeviceToGroup, 'options', whole),
  deleteGroupBeacons: call(rows.deleteDeviceFromGroup, 'options', whole),
  addLotteryInfo: call(
    rows.addLotteryInfo,
    'options body',
    (options: { use_template: number; logo_url?: string }, body: object) => ({
      use_template: options.use_template,
      logo_url: options.logo_url,
      ...body,
    }),
  ),
  setPrizeBucket: call(rows.setPrizeBucket, 'options', whole),
  setLotterySwitch: call(rows.setLotterySwitch, 'lotteryId onoff', (lotteryId: string, onoff: number) => ({
    lottery_id: lotteryId,
    onoff,
  })),
}
