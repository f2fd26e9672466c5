import { shakearound as rows } from '../../catalogue/officialAccount/shakearound'
import { call, uploading } from '../define'

/** A scalar and the object around it are both taken: the old documentation showed one, the code took the other. */
const wrapped =
  <T>(member: string) =>
  (given: T | object) =>
    typeof given === 'object' && given !== null ? given : { [member]: given }

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
